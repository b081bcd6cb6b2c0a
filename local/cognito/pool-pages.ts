import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import type { Accounts } from "./accounts.ts";
import { accountSteps } from "./flows/account.ts";
import { mailCodeSteps } from "./flows/mail-code.ts";
import { codeStep, enrolmentStep } from "./flows/second-factor.ts";
import { signInSteps } from "./flows/sign-in.ts";
import { EXPIRED, type Outcome, type Step, type Visit } from "./flows/visit.ts";
import { problemPage, sendPage } from "./pages/page.ts";
import type { Person } from "./person.ts";
import { readForm } from "./read-form.ts";

export interface PoolPagesOptions {
  readonly accounts: Accounts;
  readonly provider: Provider;
  readonly cookieKey: string;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface PoolPages {
  /** The pages of a sign-in that is under way, which oidc-provider sends browsers to. */
  readonly signIn: Handle;
  /** The pages of somebody who is signed in. */
  readonly account: Handle;
}

type Steps = Readonly<Record<string, Step>>;

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function signInPages(accounts: Accounts): { readonly shown: Steps; readonly taken: Steps } {
  const signIn = signInSteps(accounts);
  const recovery = mailCodeSteps(accounts, "recovery");
  const signUp = mailCodeSteps(accounts, "sign-up");
  const isOpen = accounts.pool.selfSignUp;
  return {
    shown: {
      password: signIn.show,
      recovery: recovery.show,
      ...(isOpen && { "sign-up": signUp.show }),
    },
    taken: {
      password: signIn.password,
      "new-password": signIn.newPassword,
      code: codeStep(accounts),
      enrolment: enrolmentStep(accounts),
      recovery: recovery.address,
      "recovery-code": recovery.code,
      ...(isOpen && { "sign-up": signUp.address, "sign-up-code": signUp.code }),
    },
  };
}

function accountPages(
  accounts: Accounts,
  person: Person,
): { readonly shown: Steps; readonly taken: Steps } {
  const steps = accountSteps(accounts);
  const own =
    (step: keyof typeof steps): Step =>
    (visit) =>
      steps[step](person, visit);
  return {
    shown: { account: own("show"), enrolment: own("offerFactor") },
    taken: {
      "change-password": own("changePassword"),
      enrolment: own("enrolment"),
      "remove-factor": own("removeFactor"),
    },
  };
}

/** Answers the pages of one pool. */
export function makePoolPages({ accounts, provider, cookieKey }: PoolPagesOptions): PoolPages {
  const pages = signInPages(accounts);
  const formToken = (id: string): string =>
    createHmac("sha256", cookieKey).update(`form ${id}`).digest("base64url");

  /** Runs the step that the request is for; a form must be one of ours. */
  async function outcomeOf(
    request: IncomingMessage,
    id: string,
    { shown, taken }: { readonly shown: Steps; readonly taken: Steps },
    first: string,
  ): Promise<Outcome> {
    const token = formToken(id);
    const source = request.socket.remoteAddress ?? "";
    const isPost = request.method === "POST";
    const form = isPost ? await readForm(request) : new URLSearchParams(queryOf(request));
    if (isPost && !isEqual(form.get("token") ?? "", token)) {
      return { status: 403, page: problemPage(EXPIRED) };
    }
    const visit: Visit = { id, token, source, form };
    const steps = isPost ? taken : shown;
    const name = form.get("step") ?? first;
    const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
    return step === undefined ? { status: 404, page: problemPage(EXPIRED) } : step(visit);
  }

  return {
    signIn: async (request, response) => {
      // Fails unless the browser holds the signed cookie of this very sign-in.
      const details = await provider.interactionDetails(request, response).catch(() => undefined);
      if (details === undefined) return sendPage(response, 400, problemPage(EXPIRED));
      const outcome = await outcomeOf(request, details.uid, pages, "password");
      if ("page" in outcome) return sendPage(response, outcome.status, outcome.page);
      const amr = ["pwd", ...(outcome.withSecondFactor ? ["otp"] : [])];
      const login = { accountId: outcome.signedIn, amr };
      await provider.interactionFinished(
        request,
        response,
        { login },
        { mergeWithLastSubmission: false },
      );
    },
    account: async (request, response) => {
      const context = provider.createContext(request, response);
      const { accountId, uid } = await provider.Session.get(context);
      const person = accounts.people.bySubject(accounts.pool.poolId, accountId ?? "");
      if (!person?.enabled || uid === undefined) {
        return sendPage(response, 401, problemPage("Sign in first."));
      }
      const outcome = await outcomeOf(request, uid, accountPages(accounts, person), "account");
      if ("page" in outcome) sendPage(response, outcome.status, outcome.page);
    },
  };
}

const queryOf = ({ url = "" }: IncomingMessage): string => url.split("?")[1] ?? "";
