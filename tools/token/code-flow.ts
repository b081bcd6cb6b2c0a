import { createHash, randomBytes } from "node:crypto";
import { formOf, openBrowser } from "./browser.ts";
import { secondFactorCodes } from "./second-factor-codes.ts";

export interface SignInClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
}

export interface SignInCredentials {
  readonly email: string;
  readonly password: string;
  /** Base32; for who has a second factor. */
  readonly totpSecret?: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken?: string;
}

/** Email, password or code are not right, or too many attempts were made. */
export class SignInRefusedError extends Error {
  override readonly name = "SignInRefusedError";
}

const MAXIMUM_PAGES = 20;

/** What answers each step of the sign-in, at most once for the password; undefined where there is nothing more to say. */
function answersTo({ email, password, totpSecret }: SignInCredentials) {
  const codes = totpSecret === undefined ? undefined : secondFactorCodes(totpSecret);
  let passwordSent = false;
  return async (step: string): Promise<Record<string, string> | undefined> => {
    if (step === "password" && !passwordSent) {
      passwordSent = true;
      return { email, password };
    }
    const code = step === "code" ? (await codes?.next())?.value : undefined;
    return typeof code === "string" ? { code } : undefined;
  };
}

/** Signs in as a browser would and gives what the authorization endpoint finally sends to the client's address. */
async function authorize(
  start: URL,
  redirectUri: string,
  credentials: SignInCredentials,
): Promise<URLSearchParams> {
  const visit = openBrowser();
  const answerTo = answersTo(credentials);
  let url = start;
  let response = await visit(url);
  for (let pages = 0; pages < MAXIMUM_PAGES; pages++) {
    const location = response.headers.get("location");
    if (location === null) {
      const form = formOf(await response.text());
      const answer = response.status === 429 || !form ? undefined : await answerTo(form.step);
      if (form === undefined || answer === undefined) {
        throw new SignInRefusedError(
          `The platform refused the sign-in with status ${response.status}.`,
        );
      }
      const body = new URLSearchParams({ ...answer, ...form });
      response = await visit(url, { method: "POST", body });
    } else {
      url = new URL(location, url);
      if (url.href.startsWith(redirectUri)) return url.searchParams;
      response = await visit(url);
    }
  }
  throw new Error("The sign-in goes round in circles.");
}

/** Gets tokens by the authorization code flow with PKCE (RFC 7636), as the console does. */
export async function codeFlow(
  client: SignInClient,
  credentials: SignInCredentials,
): Promise<Tokens> {
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(16).toString("base64url");
  const start = new URL(`${client.issuer}/oauth2/authorize`);
  start.search = new URLSearchParams({
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    response_type: "code",
    scope: client.scopes.join(" "),
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    state,
  }).toString();

  const answer = await authorize(start, client.redirectUri, credentials);
  const code = answer.get("code");
  if (code === null || answer.get("state") !== state) {
    throw new Error(`The sign-in gave no code (${answer.get("error") ?? "wrong state"}).`);
  }
  const tokens = await askForTokens(client, {
    grant_type: "authorization_code",
    redirect_uri: client.redirectUri,
    code,
    code_verifier: verifier,
  });
  if (tokens === undefined) throw new Error("The token endpoint refused the code.");
  return tokens;
}

/** Gets tokens for a sign-in that was made before; undefined once it has ended. */
export function refresh(client: SignInClient, refreshToken: string): Promise<Tokens | undefined> {
  return askForTokens(client, { grant_type: "refresh_token", refresh_token: refreshToken });
}

async function askForTokens(
  { issuer, clientId }: SignInClient,
  parameters: Readonly<Record<string, string>>,
): Promise<Tokens | undefined> {
  const response = await fetch(`${issuer}/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({ client_id: clientId, ...parameters }),
  });
  if (!response.ok) return undefined;
  const tokens = (await response.json()) as Record<string, string>;
  return {
    accessToken: tokens["access_token"] ?? "",
    idToken: tokens["id_token"] ?? "",
    ...(tokens["refresh_token"] && { refreshToken: tokens["refresh_token"] }),
  };
}
