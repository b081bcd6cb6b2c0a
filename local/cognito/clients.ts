import { createHash, randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { AdapterPayload } from "oidc-provider";
import type { Row } from "./person.ts";

/** A program that gets tokens for itself (client credentials), as the API made it. Times are milliseconds since 1970. */
export interface ProgramClient {
  readonly poolId: string;
  readonly clientId: string;
  readonly name: string;
  /** Scopes in full, e.g. `chargeward/api`. */
  readonly scopes: readonly string[];
  readonly accessTokenSeconds: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface ProgramClients {
  /** Gives the client with its secret, which is told this once. */
  readonly create: (
    client: Pick<ProgramClient, "poolId" | "name" | "scopes" | "accessTokenSeconds">,
  ) => { readonly client: ProgramClient; readonly secret: string };
  readonly find: (poolId: string, clientId: string) => ProgramClient | undefined;
  readonly replace: (client: ProgramClient) => void;
  readonly remove: (client: ProgramClient) => void;
  /** The client as oidc-provider wants it, with the secret's hash in place of the secret. */
  readonly metadata: (poolId: string, clientId: string) => AdapterPayload | undefined;
}

/** A secret of 256 random bits needs no slow hash. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** 26 characters of a-z and 0-9, as Cognito's ids are. */
function newClientId(): string {
  return BigInt(`0x${randomBytes(20).toString("hex")}`)
    .toString(36)
    .padStart(26, "0")
    .slice(-26);
}

const toClient = (row: Row): ProgramClient => JSON.parse(String(row["definition"]));

/** The clients that were made by the API, in the database; of a secret only its SHA-256 is stored. */
export function openClients(database: DatabaseSync): ProgramClients {
  const select = database.prepare("SELECT * FROM pool_client WHERE pool = ? AND client_id = ?");
  const insert = database.prepare(
    "INSERT INTO pool_client (pool, client_id, secret_hash, definition) VALUES (?, ?, ?, ?)",
  );
  const update = database.prepare(
    "UPDATE pool_client SET definition = ? WHERE pool = ? AND client_id = ?",
  );
  const remove = database.prepare("DELETE FROM pool_client WHERE pool = ? AND client_id = ?");
  return {
    create: (wanted) => {
      const now = Date.now();
      const client = {
        ...wanted,
        clientId: newClientId(),
        createdAtMs: now,
        updatedAtMs: now,
      };
      const secret = randomBytes(32).toString("base64url");
      insert.run(client.poolId, client.clientId, secretHash(secret), JSON.stringify(client));
      return { client, secret };
    },
    find: (poolId, clientId) => {
      const row = select.get(poolId, clientId);
      return row && toClient(row);
    },
    replace: (client) => void update.run(JSON.stringify(client), client.poolId, client.clientId),
    remove: ({ poolId, clientId }) => void remove.run(poolId, clientId),
    metadata: (poolId, clientId) => {
      const row = select.get(poolId, clientId);
      if (row === undefined) return undefined;
      return {
        client_id: clientId,
        client_secret: String(row["secret_hash"]),
        token_endpoint_auth_method: "client_secret_basic",
        redirect_uris: [],
        response_types: [],
        grant_types: ["client_credentials"],
        scope: toClient(row).scopes.join(" "),
      };
    },
  };
}
