/**
 * Cognito's user pools on one machine. A pool's issuer is `<publicUrl>/oidc/<poolId>`, below which are Cognito's own
 * paths: `/oauth2/authorize`, `/oauth2/token`, `/oauth2/userInfo`, `/oauth2/revoke`, `/logout`, `/.well-known/jwks.json`.
 *
 * How a REST function checks an access token, here and on AWS alike: `JwtVerifier` of aws-jwt-verify with
 * `issuer: STAFF_ISSUER`, `audience: null` (Cognito's access tokens have no `aud`, the local ones have one that means nothing), `jwksUri: STAFF_ISSUER +
 * "/.well-known/jwks.json"`, and a `customJwtCheck` that demands `token_use === "access"` and
 * `client_id === STAFF_CLIENT_ID`. Its own fetcher takes https only, so it needs a `SimpleJwksCache` (aws-jwt-verify/jwk)
 * whose fetcher uses the global `fetch`; that is safe because the address comes from the function's environment.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { CognitoOptions, CognitoService, UserPoolDefinition } from "../services.ts";
import { startCognitoApi } from "./admin/api.ts";
import { openClients } from "./clients.ts";
import { openCognitoDatabase } from "./database.ts";
import { endSignIns, forgetExpired } from "./grant-states.ts";
import { openOutbox } from "./outbox.ts";
import { problemPage, sendPage } from "./pages.ts";
import { openPeople } from "./people.ts";
import { makePoolProvider } from "./pool-provider.ts";
import { poolSecrets } from "./pool-secrets.ts";
import { makeSignIn } from "./sign-in.ts";

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const PREFIX = "/oidc/";

/** Starts the sign-in of all pools; its log lines name no person. */
export async function startCognito(options: CognitoOptions): Promise<CognitoService> {
  const database = await openCognitoDatabase(options.dataDir);
  forgetExpired(database);
  const people = openPeople(database);
  const programs = openClients(database);
  const outbox = await openOutbox(options.dataDir);
  const api = await startCognitoApi({
    pools: options.pools,
    people,
    programs,
    outbox,
    endSignIns: ({ poolId, subject }) => endSignIns(database, poolId, subject),
  });

  function poolHandler(pool: UserPoolDefinition): Handle {
    const mountPath = `${PREFIX}${pool.poolId}`;
    const issuer = `${options.publicUrl}${mountPath}`;
    const secrets = poolSecrets(database, pool.poolId);
    const provider = makePoolProvider({
      pool,
      issuer,
      mountPath,
      secrets,
      database,
      people,
      programs,
    });
    provider.on("server_error", (_context, error) =>
      options.writeLog(`Sign-in of the pool ${pool.poolId} failed: ${error.name}`),
    );
    const { poolId } = pool;
    const signIn = makeSignIn({ poolId, provider, people, cookieKey: secrets.cookieKey });
    const callback = provider.callback();
    return async (request, response) => {
      const url = request.url ?? "";
      if (url.startsWith(`${mountPath}/login/`)) return signIn(request, response);
      // oidc-provider learns from the two addresses where it is mounted.
      Object.assign(request, { originalUrl: url, url: url.slice(mountPath.length) || "/" });
      await callback(request, response);
    };
  }

  const handlers = new Map(options.pools.map((pool) => [pool.poolId, poolHandler(pool)]));
  const poolIdsByPrefix = new Map(
    options.pools.flatMap(({ domainPrefix, poolId }) =>
      domainPrefix === undefined ? [] : [[domainPrefix, poolId] as const],
    ),
  );
  const publicFacts = JSON.stringify({
    pools: options.pools.map(({ poolId, clients }) => ({
      issuer: `${options.publicUrl}${PREFIX}${poolId}`,
      clients,
    })),
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (path === `${PREFIX}pools.json`) {
      response.writeHead(200, { "content-type": "application/json" }).end(publicFacts);
      return;
    }
    const name = path.slice(PREFIX.length).split("/")[0] ?? "";
    const poolId = poolIdsByPrefix.get(name) ?? name;
    request.url = `${PREFIX}${poolId}${(request.url ?? "").slice(PREFIX.length + name.length)}`;
    const handle = handlers.get(poolId);
    if (handle === undefined) sendPage(response, 404, problemPage("There is no such user pool."));
    else await handle(request, response);
  }

  return {
    name: "Cognito",
    endpoint: api.endpoint,
    handler: (request, response) => {
      if (!request.url?.startsWith(PREFIX)) return false;
      answer(request, response).catch((error: unknown) => {
        options.writeLog(`Sign-in failed: ${error instanceof Error ? error.name : "unknown"}`);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
      return true;
    },
    ensureUser: async (user) => ({ subject: (await people.ensure(user)).subject }),
    stop: async () => {
      await api.stop();
      if (database.isOpen) database.close();
    },
  };
}
