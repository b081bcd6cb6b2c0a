import { createHash, randomBytes } from "node:crypto";

export interface SignInClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
}

export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken?: string;
}

/** Email or password are not right, or too many attempts were made. */
export class SignInRefusedError extends Error {
  override readonly name = "SignInRefusedError";
}

const MAXIMUM_REDIRECTS = 10;

/** A browser as far as a sign-in needs one: it keeps cookies and follows no redirect by itself. */
function browser(): (url: URL, init?: RequestInit) => Promise<Response> {
  const cookies = new Map<string, string>();
  return async (url, init = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...init, redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
}

function formTokenOf(html: string): string {
  const [, token] = /name="token" value="([^"]+)"/.exec(html) ?? [];
  if (token === undefined) throw new Error("The sign-in page has no form.");
  return token;
}

/** Signs in as a browser would and gives what the authorization endpoint finally sends to the client's address. */
async function authorize(
  start: URL,
  redirectUri: string,
  credentials: { readonly email: string; readonly password: string },
): Promise<URLSearchParams> {
  const visit = browser();
  let url = start;
  let response = await visit(url);
  for (let redirects = 0; redirects < MAXIMUM_REDIRECTS; redirects++) {
    if (response.status === 200) {
      const token = formTokenOf(await response.text());
      const body = new URLSearchParams({ ...credentials, token });
      response = await visit(url, { method: "POST", body });
    }
    if (response.status === 401 || response.status === 429) {
      throw new SignInRefusedError("The platform refused email or password.");
    }
    const location = response.headers.get("location");
    if (location === null) throw new Error(`The sign-in answered with status ${response.status}.`);
    url = new URL(location, url);
    if (url.href.startsWith(redirectUri)) return url.searchParams;
    response = await visit(url);
  }
  throw new Error("The sign-in goes round in circles.");
}

/** Gets tokens by the authorization code flow with PKCE (RFC 7636), as the console does. */
export async function codeFlow(
  client: SignInClient,
  credentials: { readonly email: string; readonly password: string },
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
  const response = await fetch(`${client.issuer}/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: client.clientId,
      redirect_uri: client.redirectUri,
      code,
      code_verifier: verifier,
    }),
  });
  if (!response.ok) throw new Error(`The token endpoint answered with ${response.status}.`);
  const tokens = (await response.json()) as Record<string, string>;
  return {
    accessToken: tokens["access_token"] ?? "",
    idToken: tokens["id_token"] ?? "",
    ...(tokens["refresh_token"] && { refreshToken: tokens["refresh_token"] }),
  };
}
