import { type Accounts, setOwnPassword, trierOf } from "../accounts.ts";
import { accountPage, signedOutPage } from "../pages/account-pages.ts";
import { enrolmentPage } from "../pages/sign-in-pages.ts";
import type { Person } from "../person.ts";
import { newTotpSecret } from "../totp.ts";
import { showCode, showCodeProblem } from "./second-factor.ts";
import { BLOCKED, fieldOf, type Outcome, type Visit } from "./visit.ts";

type AccountStep = (person: Person, visit: Visit) => Promise<Outcome>;

/** What somebody who is signed in does with their own account. */
export interface AccountSteps {
  readonly show: AccountStep;
  readonly changePassword: AccountStep;
  readonly offerFactor: AccountStep;
  readonly enrolment: AccountStep;
  readonly removeFactor: AccountStep;
}

const WRONG_PASSWORD = "The current password is not right.";

/** Makes the steps of one pool. Where a second factor is everybody's duty it can be neither added nor taken away here. */
export function accountSteps(accounts: Accounts): AccountSteps {
  const { pool, people, limits, judge, halves } = accounts;
  const isOptional = pool.mfa === "OPTIONAL";

  function show(person: Person, { token }: Visit, status = 200, problem?: string): Outcome {
    const hasFactor = person.totpSecret !== undefined;
    const { email } = person;
    return { status, page: accountPage({ token, email, hasFactor, isOptional, problem }) };
  }

  return {
    show: async (person, visit) => show(person, visit),
    changePassword: async (person, visit) => {
      const newPassword = fieldOf(visit, "new-password");
      const problem = await judge(newPassword, person.email);
      if (problem !== undefined) return show(person, visit, 400, problem);
      const trier = trierOf(accounts, person.email, visit.source);
      const attempted = await limits.attempt(trier, () =>
        people.authenticate(pool.poolId, person.email, fieldOf(visit, "password")),
      );
      if (attempted.outcome === "blocked") return show(person, visit, 429, BLOCKED);
      if (attempted.outcome === "wrong") return show(person, visit, 401, WRONG_PASSWORD);
      await setOwnPassword(accounts, person, newPassword);
      return { status: 200, page: signedOutPage() };
    },
    offerFactor: async (person, visit) => {
      if (!isOptional || person.totpSecret !== undefined) return show(person, visit);
      const secret = newTotpSecret();
      const { subject, email } = person;
      halves.set(visit.id, { subject, next: "enrolment", offeredSecret: secret });
      return { status: 200, page: enrolmentPage({ token: visit.token, secret, email }) };
    },
    enrolment: async (person, visit) => {
      const secret = halves.of(visit.id)?.offeredSecret;
      if (!isOptional || secret === undefined || person.totpSecret !== undefined) {
        return show(person, visit, 400);
      }
      const shown = await showCode(accounts, person, secret, visit);
      if (shown !== "right") {
        const { status, problem } = showCodeProblem(shown);
        const { token } = visit;
        return { status, page: enrolmentPage({ token, secret, email: person.email, problem }) };
      }
      people.enrol(person, secret);
      halves.end(visit.id);
      return show({ ...person, totpSecret: secret }, visit);
    },
    removeFactor: async (person, visit) => {
      if (!isOptional || person.totpSecret === undefined) return show(person, visit, 400);
      const shown = await showCode(accounts, person, person.totpSecret, visit);
      if (shown !== "right") {
        const { status, problem } = showCodeProblem(shown);
        return show(person, visit, status, problem);
      }
      people.setTotpSecret(person, undefined);
      return show(people.bySubject(pool.poolId, person.subject) ?? person, visit);
    },
  };
}
