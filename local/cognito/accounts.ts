import type { AttemptLimits, Trier } from "./attempt-limits.ts";
import type { HalfSignIns } from "./half-signed-in.ts";
import type { MailCodes } from "./mail-codes.ts";
import type { Letter } from "./outbox.ts";
import { hashPassword } from "./password-hash.ts";
import type { JudgePassword } from "./password-rules.ts";
import type { People } from "./people.ts";
import { canonicalEmail, type Person } from "./person.ts";
import type { UserPoolDefinition } from "./service.ts";

/** The accounts of one pool, with all that guards them. */
export interface Accounts {
  readonly pool: UserPoolDefinition;
  readonly people: People;
  readonly codes: MailCodes;
  readonly judge: JudgePassword;
  readonly halves: HalfSignIns;
  /** Of wrong passwords and codes. */
  readonly limits: AttemptLimits;
  /** Of mails that strangers can have sent. */
  readonly mailLimits: AttemptLimits;
  /** Posts a letter later, so that no answer takes longer where there is one to post. */
  readonly postLater: (letter: Letter) => void;
  /** Ends browser sessions, refresh tokens and unfinished sign-ins. */
  readonly endSignIns: (person: Person) => void;
  readonly now: () => number;
}

const LONGEST_EMAIL = 320;

/** Whose attempt it is to the limits; a person and an invention look alike. */
export function trierOf({ pool }: Pick<Accounts, "pool">, email: string, source: string): Trier {
  return { account: `${pool.poolId} ${canonicalEmail(email).slice(0, LONGEST_EMAIL)}`, source };
}

/** Gives a person the password of their choice; whoever was signed in as them is signed out. */
export async function setOwnPassword(
  { people, endSignIns, postLater }: Accounts,
  person: Person,
  newPassword: string,
): Promise<void> {
  const password = await hashPassword(newPassword);
  people.setPassword(person, { password, status: "CONFIRMED" });
  endSignIns(person);
  postLater({
    to: person.email,
    subject: "Your password was changed",
    text: "The password of your Chargeward account was changed, and everybody who was signed in was signed out. If it was not you, set a new one now.",
  });
}
