import { type Accounts, trierOf } from "../accounts.ts";
import type { HalfSignedIn } from "../half-signed-in.ts";
import { problemPage } from "../pages/page.ts";
import { codePage, enrolmentPage } from "../pages/sign-in-pages.ts";
import type { Person } from "../person.ts";
import { stepOfCode } from "../totp.ts";
import {
  BLOCKED,
  EXPIRED,
  fieldOf,
  type Outcome,
  type Step,
  type Visit,
  WRONG_CODE,
} from "./visit.ts";

/** What came of a code. A used one is refused, but whoever shows it has not been guessing. */
type Shown = "right" | "used" | "wrong" | "blocked";

/** Compares a code with a secret, within the limits, and uses it up. */
export async function showCode(
  accounts: Accounts,
  person: Person,
  secret: string,
  visit: Visit,
): Promise<Shown> {
  const attempted = await accounts.limits.attempt(
    trierOf(accounts, person.email, visit.source),
    async () => stepOfCode(secret, fieldOf(visit, "code"), accounts.now()),
  );
  if (attempted.outcome !== "right") return attempted.outcome;
  return accounts.people.useTotpStep(person, attempted.result) ? "right" : "used";
}

/** How a code that was not right is answered: a used one as a wrong one. */
export function showCodeProblem(shown: Exclude<Shown, "right">): {
  readonly status: number;
  readonly problem: string;
} {
  return shown === "blocked"
    ? { status: 429, problem: BLOCKED }
    : { status: 401, problem: WRONG_CODE };
}

/** The person who is at this point of a sign-in, and still may be; undefined for everybody else. */
function personAt(
  { pool, people, halves }: Accounts,
  { id }: Visit,
  next: HalfSignedIn["next"],
): { readonly person: Person; readonly offeredSecret?: string } | undefined {
  const half = halves.of(id);
  const person = half && people.bySubject(pool.poolId, half.subject);
  if (half?.next !== next || !person?.enabled) return undefined;
  return { person, ...(half.offeredSecret && { offeredSecret: half.offeredSecret }) };
}

/** Takes the code of a second factor that is enrolled. */
export function codeStep(accounts: Accounts): Step {
  return async (visit) => {
    const { person } = personAt(accounts, visit, "code") ?? {};
    if (person?.totpSecret === undefined) return { status: 400, page: problemPage(EXPIRED) };
    const shown = await showCode(accounts, person, person.totpSecret, visit);
    if (shown === "right") return complete(accounts, person, visit);
    const { status, problem } = showCodeProblem(shown);
    return { status, page: codePage({ token: visit.token, problem }) };
  };
}

/** Takes the first code of a second factor that was offered, and enrols it. */
export function enrolmentStep(accounts: Accounts): Step {
  return async (visit) => {
    const { person, offeredSecret } = personAt(accounts, visit, "enrolment") ?? {};
    // Somebody who enrolled one elsewhere meanwhile has to show that one.
    if (person === undefined || offeredSecret === undefined || person.totpSecret !== undefined) {
      return { status: 400, page: problemPage(EXPIRED) };
    }
    const shown = await showCode(accounts, person, offeredSecret, visit);
    if (shown === "right") {
      accounts.people.enrol(person, offeredSecret);
      return complete(accounts, person, visit);
    }
    const { status, problem } = showCodeProblem(shown);
    const { token } = visit;
    const form = { token, problem, secret: offeredSecret, email: person.email };
    return { status, page: enrolmentPage(form) };
  };
}

function complete(accounts: Accounts, person: Person, { id, source }: Visit): Outcome {
  accounts.halves.end(id);
  accounts.limits.succeeded(trierOf(accounts, person.email, source).account);
  return { signedIn: person.subject, withSecondFactor: true };
}
