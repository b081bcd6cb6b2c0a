import type { ClientCredentials } from "#adapters/cognito/client-credentials.ts";
import type { CanaryCredential } from "#adapters/dynamodb/canary-store.ts";
import { CANARY } from "#domain/isolation/canaries.ts";

export interface SignInPorts {
  readonly credential: () => Promise<CanaryCredential | undefined>;
  readonly keepCredential: (credential: CanaryCredential) => Promise<void>;
  readonly open: (sealed: string) => Promise<string>;
  readonly seal: (secret: string) => Promise<string>;
  readonly createClient: (operatorId: string) => Promise<ClientCredentials>;
  /** Undefined where the credentials are not known. */
  readonly fetchToken: (credentials: ClientCredentials) => Promise<string | undefined>;
}

interface SignedIn {
  readonly clientId: string;
  readonly accessToken: string;
}

/** Signs the canary's program in; makes it one where it has none, or where the token service has lost it. */
export async function signIn(ports: SignInPorts): Promise<SignedIn> {
  const known = await ports.credential();
  if (known) {
    const { clientId, sealed } = known;
    const clientSecret = await ports.open(sealed);
    const accessToken = await ports.fetchToken({ clientId, clientSecret });
    if (accessToken !== undefined) return { clientId, accessToken };
  }
  const created = await ports.createClient(CANARY.own);
  const { clientId, clientSecret } = created;
  await ports.keepCredential({ clientId, sealed: await ports.seal(clientSecret) });
  const accessToken = await ports.fetchToken(created);
  if (accessToken === undefined) throw new Error("the token service refuses a client it just made");
  return { clientId, accessToken };
}
