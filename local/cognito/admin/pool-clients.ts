import { AwsServiceError, type JsonObject } from "../../aws-json-server.ts";
import type { ProgramClient, ProgramClients } from "../clients.ts";
import type { UserPoolDefinition } from "../service.ts";
import { invalidParameter, textOf, textsOf } from "./input.ts";

export interface PoolClientParts {
  readonly findPool: (poolId: unknown) => UserPoolDefinition;
  readonly clients: ProgramClients;
}

type Operation = (input: JsonObject) => JsonObject;

const HOUR_SECONDS = 3_600;
const UNIT_SECONDS: Readonly<Record<string, number>> = {
  seconds: 1,
  minutes: 60,
  hours: HOUR_SECONDS,
  days: 24 * HOUR_SECONDS,
};

/** Cognito takes 5 minutes to a day, in hours unless the unit is given. */
function accessTokenSecondsOf(input: JsonObject): number {
  const units = (input["TokenValidityUnits"] ?? {}) as JsonObject;
  const unitSeconds = UNIT_SECONDS[String(units["AccessToken"] ?? "hours")];
  const seconds = Number(input["AccessTokenValidity"] ?? 1) * (unitSeconds ?? Number.NaN);
  if (seconds >= 300 && seconds <= 24 * HOUR_SECONDS) return seconds;
  throw invalidParameter("Invalid range for token validity.");
}

/** What is local is only the client of a program; those of people stand in the templates. */
function assertForPrograms(input: JsonObject): void {
  const flows = textsOf(input, "AllowedOAuthFlows");
  if (flows.length !== 1 || flows[0] !== "client_credentials") {
    throw invalidParameter("The local Cognito makes clients for client_credentials only.");
  }
  if (input["AllowedOAuthFlowsUserPoolClient"] !== true) {
    throw invalidParameter("AllowedOAuthFlowsUserPoolClient must be set for OAuth flows.");
  }
}

function scopesOf(input: JsonObject, pool: UserPoolDefinition): readonly string[] {
  const scopes = textsOf(input, "AllowedOAuthScopes");
  const unknown = scopes.find((scope) => !pool.resourceScopes.includes(scope));
  if (unknown !== undefined) {
    throw new AwsServiceError("ScopeDoesNotExistException", `Invalid scope requested: ${unknown}`);
  }
  if (scopes.length === 0) throw invalidParameter("AllowedOAuthScopes is required.");
  return scopes;
}

function describe(client: ProgramClient): JsonObject {
  return {
    UserPoolId: client.poolId,
    ClientId: client.clientId,
    ClientName: client.name,
    CreationDate: client.createdAtMs / 1000,
    LastModifiedDate: client.updatedAtMs / 1000,
    AllowedOAuthFlows: ["client_credentials"],
    AllowedOAuthScopes: client.scopes,
    AllowedOAuthFlowsUserPoolClient: true,
    AccessTokenValidity: client.accessTokenSeconds,
    TokenValidityUnits: { AccessToken: "seconds" },
    EnableTokenRevocation: true,
  };
}

/** Cognito's administration of app clients, for programs only. The secret is told at the creation and never again. */
export function poolClientOperations({
  findPool,
  clients,
}: PoolClientParts): Readonly<Record<string, Operation>> {
  function clientOf(input: JsonObject): ProgramClient {
    const { poolId } = findPool(input["UserPoolId"]);
    const clientId = textOf(input, "ClientId");
    const client = clients.find(poolId, clientId);
    if (client !== undefined) return client;
    throw new AwsServiceError(
      "ResourceNotFoundException",
      `User pool client ${clientId} does not exist.`,
    );
  }

  return {
    CreateUserPoolClient: (input) => {
      const pool = findPool(input["UserPoolId"]);
      const name = textOf(input, "ClientName");
      assertForPrograms(input);
      if (input["GenerateSecret"] !== true) {
        throw new AwsServiceError(
          "InvalidOAuthFlowException",
          "client_credentials flow can not be selected if client does not have a client secret.",
        );
      }
      const { client, secret } = clients.create({
        poolId: pool.poolId,
        name,
        scopes: scopesOf(input, pool),
        accessTokenSeconds: accessTokenSecondsOf(input),
      });
      return { UserPoolClient: { ...describe(client), ClientSecret: secret } };
    },
    DescribeUserPoolClient: (input) => ({ UserPoolClient: describe(clientOf(input)) }),
    UpdateUserPoolClient: (input) => {
      const client = clientOf(input);
      assertForPrograms(input);
      const changed = {
        ...client,
        ...(input["ClientName"] !== undefined && { name: textOf(input, "ClientName") }),
        scopes: scopesOf(input, findPool(input["UserPoolId"])),
        accessTokenSeconds: accessTokenSecondsOf(input),
        updatedAtMs: Date.now(),
      };
      clients.replace(changed);
      return { UserPoolClient: describe(changed) };
    },
    DeleteUserPoolClient: (input) => {
      clients.remove(clientOf(input));
      return {};
    },
  };
}
