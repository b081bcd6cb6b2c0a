import { type Accounts, setOwnPassword, trierOf } from "../accounts.ts";
import type { CodePurpose } from "../mail-codes.ts";
import type { Letter } from "../outbox.ts";
import { addressPage, mailCodePage, passwordSetPage } from "../pages/mail-code-pages.ts";
import { hashPassword } from "../password-hash.ts";
import type { Person } from "../person.ts";
import { BLOCKED, fieldOf, type Outcome, type Step, WRONG_CODE } from "./visit.ts";

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,255}$/;
const NO_EMAIL = "This is no email address.";

/** The steps of what begins with a code by mail: a forgotten password, an account of one's own. */
export interface MailCodeSteps {
  readonly show: Step;
  readonly address: Step;
  readonly code: Step;
}

/** Who may set a new password by mail: not who never came in, and not who may not come in. */
const mayRecover = (person: Person | undefined): person is Person =>
  person?.enabled === true && person.emailVerified && person.status !== "FORCE_CHANGE_PASSWORD";

/** The letter that a request leads to, if any; the page does not show whether there is one. */
function letterFor(
  purpose: CodePurpose,
  email: string,
  person: Person | undefined,
  code: string,
): Letter | undefined {
  if (purpose === "recovery") {
    if (!mayRecover(person)) return undefined;
    const text = `Your code is ${code}. It counts once, for 15 minutes. If you did not ask for it, do nothing.`;
    return { to: person.email, subject: "Your code for a new password", text };
  }
  if (person !== undefined) {
    const text =
      "Somebody wanted to make an account with this address, which has one already. If it was you, sign in, or ask for a new password.";
    return { to: person.email, subject: "You have an account", text };
  }
  return {
    to: email,
    subject: "Your code for a new account",
    text: `Your code is ${code}. It counts once, for 15 minutes. If you did not ask for it, do nothing.`,
  };
}

/** Makes the steps of one pool and purpose. Known and unknown addresses get the same answers for the same work. */
export function mailCodeSteps(accounts: Accounts, purpose: CodePurpose): MailCodeSteps {
  const { pool, people, codes, limits, mailLimits, judge, postLater } = accounts;

  /** Sets the password of whom the code was for; undefined for a code that was for nobody. */
  async function redeem(email: string, code: string, password: string): Promise<true | undefined> {
    const hash = await hashPassword(password);
    const isRight = codes.redeem(purpose, email, code);
    const person = people.byEmail(pool.poolId, email);
    if (!isRight) return undefined;
    if (purpose === "sign-up") {
      const { poolId } = pool;
      const wanted = { poolId, email, password: hash, status: "CONFIRMED" } as const;
      return people.create({ ...wanted, emailVerified: true }) && true;
    }
    if (!mayRecover(person)) return undefined;
    await setOwnPassword(accounts, person, password);
    return true;
  }

  return {
    show: async ({ token }) => ({ status: 200, page: addressPage({ purpose, token }) }),
    address: async ({ token, source, form }) => {
      const email = (form.get("email") ?? "").trim();
      if (!EMAIL.test(email)) {
        return { status: 400, page: addressPage({ purpose, token, problem: NO_EMAIL }) };
      }
      // Each request counts: no address is flooded with mail, and no source asks for many.
      const asked = await mailLimits.attempt(
        trierOf(accounts, email, source),
        async () => undefined,
      );
      if (asked.outcome === "blocked") {
        return { status: 429, page: addressPage({ purpose, token, problem: BLOCKED }) };
      }
      const code = codes.issue(purpose, email);
      const letter = letterFor(purpose, email, people.byEmail(pool.poolId, email), code);
      if (letter !== undefined) postLater(letter);
      return { status: 200, page: mailCodePage({ purpose, token, email }) };
    },
    code: async (visit) => {
      const { token, source } = visit;
      const [email, password] = [fieldOf(visit, "email"), fieldOf(visit, "new-password")];
      const again = (status: number, problem: string): Outcome => ({
        status,
        page: mailCodePage({ purpose, token, email, problem }),
      });
      const problem = await judge(password, email);
      if (problem !== undefined) return again(400, problem);
      const trier = trierOf(accounts, email, source);
      const attempted = await limits.attempt(trier, () =>
        redeem(email, fieldOf(visit, "code"), password),
      );
      if (attempted.outcome === "blocked") return again(429, BLOCKED);
      if (attempted.outcome === "wrong") return again(401, WRONG_CODE);
      limits.succeeded(trier.account);
      return { status: 200, page: passwordSetPage() };
    },
  };
}

/** Sends a code for a new password, because somebody who administers the person said so. */
export function sendRecoveryCode({ codes, postLater }: Accounts, person: Person): void {
  const code = codes.issue("recovery", person.email);
  const letter = letterFor("recovery", person.email, person, code);
  if (letter !== undefined) postLater(letter);
}
