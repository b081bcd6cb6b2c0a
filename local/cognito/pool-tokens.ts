import { createHash } from "node:crypto";
import type { Configuration } from "oidc-provider";
import type { ProgramClients } from "./clients.ts";
import type { People } from "./people.ts";
import type { UserPoolClientDefinition, UserPoolDefinition } from "./service.ts";

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** A UUID that says nothing of the text that it is made of. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

export function scopesOf({ clients, resourceScopes }: UserPoolDefinition): readonly string[] {
  return [...new Set(["openid", ...clients.flatMap(({ scopes }) => scopes), ...resourceScopes])];
}

/** What tokens say of a person, and how long they live: as Cognito does by default. */
export function tokenConfiguration(
  pool: UserPoolDefinition,
  people: People,
  programs: ProgramClients,
): Configuration {
  const clientOf = (id: string): UserPoolClientDefinition | undefined =>
    pool.clients.find(({ clientId }) => clientId === id);
  return {
    scopes: [...scopesOf(pool), "offline_access"],
    claims: {
      openid: ["sub", "cognito:groups", "cognito:username", "token_use"],
      email: ["email", "email_verified"],
    },
    // Cognito puts the claims of the scopes into the id token.
    conformIdTokenClaims: false,
    findAccount: (_context, subject) => {
      const person = people.bySubject(pool.poolId, subject);
      if (person === undefined || !person.enabled) return undefined;
      const claims = {
        sub: subject,
        email: person.email,
        email_verified: person.emailVerified,
        "cognito:groups": [...person.groups],
        "cognito:username": subject,
        token_use: "id",
      };
      return { accountId: subject, claims: () => claims };
    },
    extraTokenClaims: (context, token) => {
      // A program's token tells of no sign-in, and of nobody.
      if (!("accountId" in token)) return { token_use: "access" };
      const entities = context.oidc.entities;
      const { authTime } = entities.AuthorizationCode ?? entities.RefreshToken ?? {};
      const groups = people.bySubject(pool.poolId, token.accountId)?.groups ?? [];
      return {
        token_use: "access",
        username: token.accountId,
        ...(authTime !== undefined && { auth_time: authTime }),
        // A grant lives as long as the refresh token of one sign-in.
        origin_jti: uuidOf(`${pool.poolId} ${token.grantId}`),
        ...(groups.length > 0 && { "cognito:groups": [...groups] }),
      };
    },
    issueRefreshToken: async () => true,
    ttl: {
      AccessToken: (_context, _token, client) =>
        clientOf(client.clientId)?.accessTokenSeconds ?? HOUR_SECONDS,
      AuthorizationCode: 60,
      ClientCredentials: (_context, { clientId = "" }) =>
        programs.find(pool.poolId, clientId)?.accessTokenSeconds ?? HOUR_SECONDS,
      Grant: 30 * DAY_SECONDS,
      IdToken: HOUR_SECONDS,
      Interaction: HOUR_SECONDS / 4,
      // Counted from the sign-in: a refresh gives no new refresh token.
      RefreshToken: (_context, _token, client) =>
        clientOf(client.clientId)?.refreshTokenSeconds ?? 30 * DAY_SECONDS,
      Session: HOUR_SECONDS,
    },
  };
}
