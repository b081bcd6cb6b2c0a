import { DRIVER_ROLE_ID } from "#domain/access/roles.ts";
import type { UserPoolClientDefinition } from "#local/cognito/service.ts";
import type { LocalFile, SeededUser } from "#local/services.ts";
import { codeFlow, refresh, type SignInClient, SignInRefusedError } from "./code-flow.ts";
import { type KeptSignIns, NO_KEPT_SIGN_INS } from "./kept-sign-ins.ts";
import { UsageError } from "./local-platform.ts";

interface Pool {
  readonly issuer: string;
  readonly selfSignUp: boolean;
  readonly clients: readonly UserPoolClientDefinition[];
}

async function fetchPools(appUrl: string): Promise<readonly Pool[]> {
  const response = await fetch(`${appUrl}/oidc/pools.json`).catch(() => undefined);
  if (!response?.ok) {
    throw new UsageError(
      `The platform does not answer at ${appUrl}: start it with "npm start", or give its --port.`,
    );
  }
  return ((await response.json()) as { pools: readonly Pool[] }).pools;
}

/** The clients of the pool that somebody is in: drivers make their accounts themselves. */
function signInClients(pools: readonly Pool[], { role }: SeededUser): readonly SignInClient[] {
  const theirs = pools.filter(({ selfSignUp }) => selfSignUp === (role === DRIVER_ROLE_ID));
  return theirs.flatMap(({ issuer, clients }) =>
    clients.flatMap(({ clientId, callbackUrls, scopes }) => {
      const [redirectUri] = callbackUrls;
      return redirectUri === undefined ? [] : [{ issuer, clientId, redirectUri, scopes }];
    }),
  );
}

/** Finds somebody in `local.json`; throws a UsageError that lists who is there. */
export function userOf({ users }: Pick<LocalFile, "users">, email: string): SeededUser {
  const user = users.find((known) => known.email === email.trim().toLowerCase());
  if (user !== undefined) return user;
  const known = users.map((one) => `  ${one.email}  (${one.role})`).join("\n");
  throw new UsageError(`There is no user ${email}. Known are:\n${known}`);
}

/** Goes on with the sign-in that was kept, or makes a new one. */
async function accessTokenOf(
  client: SignInClient,
  user: SeededUser,
  kept: KeptSignIns,
): Promise<string> {
  const before = await kept.find(client.issuer, user.email);
  const renewed = before === undefined ? undefined : await refresh(client, before);
  if (renewed !== undefined) return renewed.accessToken;
  const { accessToken, refreshToken } = await codeFlow(client, user);
  if (refreshToken !== undefined) await kept.keep(client.issuer, user.email, refreshToken);
  return accessToken;
}

/** Signs a user of `local.json` in at the running platform and gives their access token. Throws a UsageError that says what is wrong. */
export async function fetchAccessToken(
  local: Pick<LocalFile, "users">,
  appUrl: string,
  email: string,
  kept: KeptSignIns = NO_KEPT_SIGN_INS,
): Promise<string> {
  const user = userOf(local, email);
  for (const client of signInClients(await fetchPools(appUrl), user)) {
    try {
      return await accessTokenOf(client, user, kept);
    } catch (error) {
      if (!(error instanceof SignInRefusedError)) throw error;
    }
  }
  throw new UsageError(`The platform at ${appUrl} refuses ${email}: is it another data dir's?`);
}
