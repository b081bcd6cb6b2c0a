import { createHash, randomBytes } from "node:crypto";
import { codeAt } from "#local/cognito/totp.ts";
import { type Browser, formOf, openBrowser } from "#tools/token/browser.ts";
import { CLIENT, type SignInWorld } from "./sign-in-world.ts";

interface Page {
  readonly status: number;
  readonly html: string;
  /** What the form of the page is for. */
  readonly step: string | undefined;
  /** The code of the authorization code flow, when the sign-in is complete. */
  readonly authorizationCode: string | undefined;
}

type Fields = Readonly<Record<string, string>>;

/** Somebody's browser at the sign-in of one pool. */
export interface SignInBrowser {
  readonly begin: () => Promise<Page>;
  /** Shows another page of the same sign-in. */
  readonly go: (step: string) => Promise<Page>;
  /** Fills in the form that is shown, or pretends that it was another one. */
  readonly submit: (fields: Fields, step?: string) => Promise<Page>;
  /** The page of the own account, for who is signed in. */
  readonly openAccount: (step?: string) => Promise<Page>;
  readonly tokens: (page: Page) => Promise<Readonly<Record<string, string>>>;
}

const REDIRECT_URI = CLIENT.callbackUrls[0];

/** Opens one; it keeps its cookies. */
export function signInBrowser(world: SignInWorld, poolId = "staff"): SignInBrowser {
  const issuer = `${world.publicUrl}/oidc/${poolId}`;
  const visit: Browser = openBrowser();
  const verifier = randomBytes(32).toString("base64url");
  let url = new URL(issuer);
  let shown: { readonly step: string; readonly token: string } | undefined;

  async function follow(response: Response): Promise<Page> {
    const location = response.headers.get("location");
    if (location !== null) {
      const next = new URL(location, url);
      const authorizationCode = next.searchParams.get("code") ?? undefined;
      if (next.href.startsWith(REDIRECT_URI)) {
        return { status: response.status, html: "", step: undefined, authorizationCode };
      }
      url = next;
      return follow(await visit(url));
    }
    const html = await response.text();
    const form = formOf(html);
    // A page without a form leaves the browser what it knew before: an attacker would keep it too.
    shown = form ?? shown;
    return { status: response.status, html, step: form?.step, authorizationCode: undefined };
  }

  return {
    begin: async () => {
      url = new URL(`${issuer}/oauth2/authorize`);
      url.search = new URLSearchParams({
        client_id: CLIENT.clientId,
        redirect_uri: REDIRECT_URI,
        response_type: "code",
        scope: "openid email",
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
        state: "s",
      }).toString();
      return follow(await visit(url));
    },
    go: async (step) => {
      url = new URL(`?step=${step}`, url);
      return follow(await visit(url));
    },
    submit: async (fields, step = shown?.step ?? "") => {
      const body = new URLSearchParams({ token: shown?.token ?? "", ...fields, step });
      return follow(await visit(url, { method: "POST", body }));
    },
    openAccount: async (step = "account") => {
      url = new URL(`${issuer}/account?step=${step}`);
      return follow(await visit(url));
    },
    tokens: async ({ authorizationCode = "" }) => {
      const response = await fetch(`${issuer}/oauth2/token`, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "authorization_code",
          client_id: CLIENT.clientId,
          redirect_uri: REDIRECT_URI,
          code: authorizationCode,
          code_verifier: verifier,
        }),
      });
      return (await response.json()) as Record<string, string>;
    },
  };
}

/** Uses a refresh token; gives the status of the answer. */
export async function refreshStatus(
  world: SignInWorld,
  refreshToken: string,
  poolId = "staff",
): Promise<number> {
  const response = await fetch(`${world.publicUrl}/oidc/${poolId}/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "refresh_token",
      client_id: CLIENT.clientId,
      refresh_token: refreshToken,
    }),
  });
  return response.status;
}

/** Signs in with password and code, and gives the browser with its tokens. */
export async function signedIn(
  world: SignInWorld,
  person: { readonly email: string; readonly password: string; readonly totpSecret?: string },
  poolId = "staff",
) {
  const browser = signInBrowser(world, poolId);
  await browser.begin();
  let page = await browser.submit({ email: person.email, password: person.password });
  if (person.totpSecret !== undefined) {
    page = await browser.submit({ code: codeAt(person.totpSecret, world.now()) });
  }
  return { browser, page, tokens: await browser.tokens(page) };
}
