import { type Accounts, setOwnPassword, trierOf } from "../accounts.ts";
import { mailCodePage } from "../pages/mail-code-pages.ts";
import { problemPage } from "../pages/page.ts";
import { codePage, enrolmentPage, newPasswordPage, signInPage } from "../pages/sign-in-pages.ts";
import type { Person } from "../person.ts";
import { newTotpSecret } from "../totp.ts";
import { BLOCKED, EXPIRED, fieldOf, type Outcome, type Step, type Visit } from "./visit.ts";

const WRONG = "Email or password is not right.";

/** The steps of a sign-in up to its second factor. */
export interface SignInSteps {
  readonly show: Step;
  readonly password: Step;
  readonly newPassword: Step;
}

/** Makes the steps of one pool. */
export function signInSteps(accounts: Accounts): SignInSteps {
  const { pool, people, limits, halves, judge, now } = accounts;
  const { selfSignUp } = pool;

  /** A disabled person's password, and a temporary one whose time is over, are as wrong as any other. */
  const mayEnter = ({ enabled, passwordExpiresAtMs }: Person): boolean =>
    enabled && (passwordExpiresAtMs === undefined || passwordExpiresAtMs > now());

  async function authenticate(email: string, password: string): Promise<Person | undefined> {
    const person = await people.authenticate(pool.poolId, email, password);
    return person !== undefined && mayEnter(person) ? person : undefined;
  }

  function afterPassword(person: Person, visit: Visit): Outcome {
    const { token } = visit;
    if (person.status === "RESET_REQUIRED") {
      const { email } = person;
      return { status: 200, page: mailCodePage({ purpose: "recovery", token, email }) };
    }
    if (person.status === "FORCE_CHANGE_PASSWORD") {
      halves.set(visit.id, { subject: person.subject, next: "new-password" });
      return { status: 200, page: newPasswordPage({ token }) };
    }
    return askForSecondFactor(accounts, person, visit);
  }

  return {
    show: async ({ token }) => ({ status: 200, page: signInPage({ token, selfSignUp }) }),
    password: async (visit) => {
      const [email, password] = [fieldOf(visit, "email"), fieldOf(visit, "password")];
      const again = (status: number, problem: string): Outcome => ({
        status,
        page: signInPage({ token: visit.token, email, problem, selfSignUp }),
      });
      const trier = trierOf(accounts, email, visit.source);
      const attempted = await limits.attempt(trier, () => authenticate(email, password));
      if (attempted.outcome === "blocked") return again(429, BLOCKED);
      if (attempted.outcome === "wrong") return again(401, WRONG);
      return afterPassword(attempted.result, visit);
    },
    newPassword: async (visit) => {
      const half = halves.of(visit.id);
      const person = half && people.bySubject(pool.poolId, half.subject);
      if (half?.next !== "new-password" || person === undefined || !mayEnter(person)) {
        return { status: 400, page: problemPage(EXPIRED) };
      }
      const password = fieldOf(visit, "new-password");
      const problem = await judge(password, person.email);
      if (problem !== undefined) {
        return { status: 400, page: newPasswordPage({ token: visit.token, problem }) };
      }
      await setOwnPassword(accounts, person, password);
      return askForSecondFactor(accounts, person, visit);
    },
  };
}

/** What follows on the right password: the code, the enrolment of a second factor, or the end of the sign-in. */
function askForSecondFactor(
  { pool, halves, limits }: Accounts,
  person: Person,
  { id, token, source }: Visit,
): Outcome {
  const { subject, email, totpSecret } = person;
  if (totpSecret !== undefined && pool.mfa !== "OFF") {
    halves.set(id, { subject, next: "code" });
    return { status: 200, page: codePage({ token }) };
  }
  if (pool.mfa === "ON") {
    const secret = newTotpSecret();
    halves.set(id, { subject, next: "enrolment", offeredSecret: secret });
    return { status: 200, page: enrolmentPage({ token, secret, email }) };
  }
  limits.succeeded(trierOf({ pool }, email, source).account);
  return { signedIn: subject, withSecondFactor: false };
}
