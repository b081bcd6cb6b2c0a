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
import type { Accounts } from "./accounts.ts";
import { startCognitoApi } from "./admin/api.ts";
import { createAttemptLimits } from "./attempt-limits.ts";
import { SHIPPED_BREACHED_PASSWORDS } from "./breached-passwords.ts";
import { openClients } from "./clients.ts";
import { openCognitoDatabase } from "./database.ts";
import { endSignIns, forgetExpired } from "./grant-states.ts";
import { createHalfSignIns } from "./half-signed-in.ts";
import { openMailCodes } from "./mail-codes.ts";
import { type Letter, openOutbox } from "./outbox.ts";
import { createOutboxDoor } from "./outbox-door.ts";
import { problemPage, sendPage } from "./pages/page.ts";
import { passwordRules } from "./password-rules.ts";
import { openPeople } from "./people.ts";
import { makePoolPages } from "./pool-pages.ts";
import { makePoolProvider } from "./pool-provider.ts";
import { poolSecrets } from "./pool-secrets.ts";
import type { CognitoOptions, CognitoService, UserPoolDefinition } from "./service.ts";

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const PREFIX = "/oidc/";

/** Starts the sign-in of all pools; its log lines name no person. `now` gives milliseconds since 1970. */
export async function startCognito(
  options: CognitoOptions,
  now: () => number = Date.now,
): Promise<CognitoService> {
  const { pools, publicUrl, writeLog } = options;
  const database = await openCognitoDatabase(options.dataDir);
  forgetExpired(database);
  const people = openPeople(database);
  const programs = openClients(database);
  const outbox = await openOutbox(options.dataDir);
  const halves = createHalfSignIns(now);
  const limits = createAttemptLimits(now);
  const mailLimits = createAttemptLimits(now);
  const answerOutbox = createOutboxDoor(outbox);

  const postLater = (letter: Letter): void =>
    void outbox.post(letter).catch(() => writeLog("A letter could not be put into the outbox."));

  function accountsOfPool(pool: UserPoolDefinition): Accounts {
    const { cookieKey } = poolSecrets(database, pool.poolId);
    return {
      pool,
      people,
      codes: openMailCodes(database, pool.poolId, cookieKey, now),
      judge: passwordRules(pool.passwordPolicy, SHIPPED_BREACHED_PASSWORDS),
      halves,
      limits,
      mailLimits,
      postLater,
      endSignIns: ({ poolId, subject }) => {
        halves.endAllOf(subject);
        endSignIns(database, poolId, subject);
      },
      now,
    };
  }

  const accounts = new Map(pools.map((pool) => [pool.poolId, accountsOfPool(pool)]));
  const accountsOf = (poolId: string): Accounts => {
    const found = accounts.get(poolId);
    if (found === undefined) throw new Error("There is no such user pool.");
    return found;
  };
  const api = await startCognitoApi({ pools, people, programs, outbox, accountsOf });

  function poolHandler(pool: UserPoolDefinition): Handle {
    const { poolId } = pool;
    const mountPath = `${PREFIX}${poolId}`;
    const issuer = `${publicUrl}${mountPath}`;
    const secrets = poolSecrets(database, poolId);
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
      writeLog(`Sign-in of the pool ${poolId} failed: ${error.name}`),
    );
    const { cookieKey } = secrets;
    const pages = makePoolPages({ accounts: accountsOf(poolId), provider, cookieKey });
    const callback = provider.callback();
    return async (request, response) => {
      const url = request.url ?? "";
      if (url.startsWith(`${mountPath}/login/`)) return pages.signIn(request, response);
      if (url.split("?")[0] === `${mountPath}/account`) return pages.account(request, response);
      // oidc-provider learns from the two addresses where it is mounted.
      Object.assign(request, { originalUrl: url, url: url.slice(mountPath.length) || "/" });
      await callback(request, response);
    };
  }

  const handlers = new Map(pools.map((pool) => [pool.poolId, poolHandler(pool)]));
  const poolIdsByPrefix = new Map(
    pools.flatMap(({ domainPrefix, poolId }) =>
      domainPrefix === undefined ? [] : [[domainPrefix, poolId] as const],
    ),
  );
  const publicFacts = JSON.stringify({
    pools: pools.map(({ poolId, clients, selfSignUp }) => ({
      issuer: `${publicUrl}${PREFIX}${poolId}`,
      selfSignUp,
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
      const isOutbox = request.url?.split("?")[0] === "/outbox";
      if (!isOutbox && !request.url?.startsWith(PREFIX)) return false;
      (isOutbox ? answerOutbox : answer)(request, response).catch((error: unknown) => {
        writeLog(`Sign-in failed: ${error instanceof Error ? error.name : "unknown"}`);
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
