import { timingSafeEqual } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { type ClientMetadata, type Configuration, Provider } from "oidc-provider";
import { type ProgramClients, secretHash } from "./clients.ts";
import { grantStates } from "./grant-states.ts";
import { PAGE_HEADERS, problemPage } from "./pages/page.ts";
import type { People } from "./people.ts";
import type { PoolSecrets } from "./pool-secrets.ts";
import { scopesOf, tokenConfiguration } from "./pool-tokens.ts";
import type { UserPoolClientDefinition, UserPoolDefinition } from "./service.ts";

/** oidc-provider signs access tokens only for a resource, which becomes their `aud`; Cognito's have none, so nobody may demand one. */
const RESOURCE = "urn:chargeward:api";

export interface PoolProviderOptions {
  readonly pool: UserPoolDefinition;
  readonly issuer: string;
  readonly mountPath: string;
  readonly secrets: PoolSecrets;
  readonly database: DatabaseSync;
  readonly people: People;
  readonly programs: ProgramClients;
}

function clientMetadata(client: UserPoolClientDefinition): ClientMetadata {
  return {
    client_id: client.clientId,
    token_endpoint_auth_method: "none",
    application_type: "web",
    redirect_uris: [...client.callbackUrls],
    post_logout_redirect_uris: [...client.logoutUrls],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    id_token_signed_response_alg: "RS256",
  };
}

function features(scope: string, hasPrograms: boolean): NonNullable<Configuration["features"]> {
  return {
    devInteractions: { enabled: false },
    revocation: {
      enabled: true,
      allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
    },
    clientCredentials: { enabled: hasPrograms },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: ({ oidc }, _resource, client) => {
        // Who names no scope gets all that the client may have, as at Cognito.
        const isProgram = oidc.params?.["grant_type"] === "client_credentials";
        if (isProgram && oidc.params !== undefined) oidc.params["scope"] ??= client.scope;
        return {
          scope,
          audience: RESOURCE,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        };
      },
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context, form) => {
        context.set(PAGE_HEADERS);
        context.body = `<!doctype html><title>Sign out</title>${form}<button form="op.logoutForm" name="logout" value="yes" autofocus>Sign out</button>`;
      },
    },
  };
}

/** Makes the OpenID provider that stands in for one Cognito user pool: code flow with PKCE only, Cognito's paths and claims. */
export function makePoolProvider(options: PoolProviderOptions): Provider {
  const { pool, issuer, mountPath, secrets, database, people, programs } = options;
  const scope = scopesOf(pool).join(" ");
  const provider = new Provider(issuer, {
    ...tokenConfiguration(pool, people, programs),
    adapter: (model) => {
      const states = grantStates(database, pool.poolId, model);
      if (model !== "Client") return states;
      return { ...states, find: async (clientId) => programs.metadata(pool.poolId, clientId) };
    },
    jwks: { keys: [secrets.signingKey as never] },
    clients: pool.clients.map(clientMetadata),
    pkce: { required: () => true },
    responseTypes: ["code"],
    clientBasedCORS: () => false,
    // As Cognito unless a client asks for more; every refresh token can be revoked.
    rotateRefreshToken: false,
    routes: {
      authorization: "/oauth2/authorize",
      token: "/oauth2/token",
      userinfo: "/oauth2/userInfo",
      revocation: "/oauth2/revoke",
      jwks: "/.well-known/jwks.json",
      end_session: "/logout",
    },
    cookies: {
      keys: [secrets.cookieKey],
      // Two pools share one host; their cookies must not.
      names: {
        session: `${pool.poolId}.session`,
        interaction: `${pool.poolId}.interaction`,
        resume: `${pool.poolId}.resume`,
      },
      long: { httpOnly: true, sameSite: "lax", signed: true, path: mountPath },
      short: { httpOnly: true, sameSite: "lax", signed: true },
    },
    interactions: { url: (_context, { uid }) => `${mountPath}/login/${uid}` },
    features: features(scope, pool.resourceScopes.length > 0),
    // Nobody is asked whether our own console may act for them.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session } = oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new oidc.provider.Grant({
        clientId: client.clientId,
        accountId: session.accountId,
      });
      grant.addOIDCScope(`${scope} offline_access`);
      grant.addResourceScope(RESOURCE, scope);
      await grant.save();
      return grant;
    },
    renderError: (context, { error, error_description: description }) => {
      context.set(PAGE_HEADERS);
      context.body = problemPage(String(description ?? error));
    },
  });
  compareHashedSecrets(provider);
  return provider;
}

/** The database holds the hash of a program's secret, so what a client shows is hashed before it is compared. */
function compareHashedSecrets({ Client }: Provider): void {
  Object.assign(Client.prototype, {
    compareClientSecret(this: { readonly clientSecret?: string }, shown: string): boolean {
      const [one, other] = [secretHash(shown), this.clientSecret ?? ""].map((hash) =>
        Buffer.from(hash),
      );
      return one !== undefined && other?.length === one.length && timingSafeEqual(one, other);
    },
  });
}
