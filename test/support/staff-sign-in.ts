import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const STAFF_CLIENT = "console";

/** A sign-in on the loopback interface: its keys over http, and tokens signed with them. */
export interface StaffSignIn {
  readonly issuer: string;
  /** An access token as Cognito makes them; claims may be overwritten. */
  readonly token: (subject: string, claims?: Readonly<Record<string, unknown>>) => string;
  readonly stop: () => Promise<void>;
}

const KEY_ID = "key-1";

/** Starts a sign-in with a key pair of its own. */
export async function startStaffSignIn(): Promise<StaffSignIn> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: KEY_ID, alg: "RS256", use: "sig" };
  const server = createServer((request, response) => {
    response.statusCode = request.url === "/pool/.well-known/jwks.json" ? 200 : 404;
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pool`;
  return {
    issuer,
    token(subject, claims = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = {
        sub: subject,
        iss: issuer,
        client_id: STAFF_CLIENT,
        token_use: "access",
        iat: now,
        exp: now + 3600,
        ...claims,
      };
      const signed = `${encoded({ alg: "RS256", kid: KEY_ID })}.${encoded(payload)}`;
      const signature = createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url");
      return `${signed}.${signature}`;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function encoded(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
