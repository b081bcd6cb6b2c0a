import type { LocalFile, UserPoolClientDefinition } from "#local/services.ts";
import { codeFlow, type SignInClient, SignInRefusedError } from "./code-flow.ts";
import { UsageError } from "./local-platform.ts";

interface Pool {
  readonly issuer: string;
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

function signInClients(pools: readonly Pool[]): readonly SignInClient[] {
  const staffFirst = pools.toSorted(
    (a, b) => Number(/staff/i.test(b.issuer)) - Number(/staff/i.test(a.issuer)),
  );
  return staffFirst.flatMap(({ issuer, clients }) =>
    clients.flatMap(({ clientId, callbackUrls, scopes }) => {
      const [redirectUri] = callbackUrls;
      return redirectUri === undefined ? [] : [{ issuer, clientId, redirectUri, scopes }];
    }),
  );
}

/** Signs a user of `local.json` in at the running platform and gives their access token. Throws a UsageError that says what is wrong. */
export async function fetchAccessToken(
  { users }: Pick<LocalFile, "users">,
  appUrl: string,
  email: string,
): Promise<string> {
  const user = users.find((known) => known.email === email.trim().toLowerCase());
  if (user === undefined) {
    const known = users.map((one) => `  ${one.email}  (${one.role})`).join("\n");
    throw new UsageError(`There is no user ${email}. Known are:\n${known}`);
  }
  for (const client of signInClients(await fetchPools(appUrl))) {
    try {
      return (await codeFlow(client, user)).accessToken;
    } catch (error) {
      if (!(error instanceof SignInRefusedError)) throw error;
    }
  }
  throw new UsageError(`The platform at ${appUrl} refuses ${email}: is it another data dir's?`);
}
