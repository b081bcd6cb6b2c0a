import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import { problemPage, sendPage, signInPage } from "./pages.ts";
import type { People } from "./people.ts";
import { signInAttempts } from "./sign-in-attempts.ts";

const MAXIMUM_FORM_BYTES = 4_096;
const EXPIRED = "This sign-in has ended. Go back to where you came from and begin again.";
const WRONG = "Email or password is not right.";
const BLOCKED = "Too many attempts. Wait half a minute.";

export interface SignInOptions {
  readonly poolId: string;
  readonly provider: Provider;
  readonly people: People;
  readonly cookieKey: string;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAXIMUM_FORM_BYTES) throw new Error("The form is too large.");
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Answers the sign-in page of a pool, which oidc-provider sends browsers to. */
export function makeSignIn(
  options: SignInOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { poolId, provider, people, cookieKey } = options;
  const attempts = signInAttempts();

  const formToken = (interactionId: string): string =>
    createHmac("sha256", cookieKey).update(`sign-in ${interactionId}`).digest("base64url");

  async function submit(
    request: IncomingMessage,
    response: ServerResponse,
    token: string,
  ): Promise<void> {
    const form = await readForm(request);
    const email = form.get("email") ?? "";
    const account = email.trim().toLowerCase();
    if (!isEqual(form.get("token") ?? "", token)) {
      return sendPage(response, 403, problemPage(EXPIRED));
    }
    if (attempts.isBlocked(account, Date.now())) {
      return sendPage(response, 429, signInPage({ token, email, problem: BLOCKED }));
    }
    const person = await people.authenticate(poolId, email, form.get("password") ?? "");
    if (person === undefined) {
      attempts.failed(account, Date.now());
      return sendPage(response, 401, signInPage({ token, email, problem: WRONG }));
    }
    attempts.succeeded(account);
    const result = { login: { accountId: person.subject } };
    await provider.interactionFinished(request, response, result, {
      mergeWithLastSubmission: false,
    });
  }

  return async (request, response) => {
    // Fails unless the browser holds the signed cookie of this very sign-in.
    const details = await provider.interactionDetails(request, response).catch(() => undefined);
    if (details === undefined) return sendPage(response, 400, problemPage(EXPIRED));
    const token = formToken(details.uid);
    if (request.method === "POST") await submit(request, response, token);
    else sendPage(response, 200, signInPage({ token }));
  };
}
