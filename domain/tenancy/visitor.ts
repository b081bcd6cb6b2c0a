import type { SignInRecord } from "../access/sign-in.ts";
import type { Standing } from "../access/standing.ts";

/** Who asks to be let in, as a verified token says. */
interface Caller {
  readonly subject: string;
  /** Where it is a program and no person. */
  readonly clientId?: string;
  /** The sign-in that a person comes with. */
  readonly signInId?: string;
}

/** When somebody last used a place that they have in a scope. */
export interface PlaceInUse {
  readonly scope: string;
  readonly lastUsedAt?: string;
}

/** Somebody at an operator's door, or at the platform's: what one read tells of them and of the operator. */
export interface Visitor {
  readonly standing: Standing;
  readonly operator: "missing" | "open" | "suspended";
  /** Their places here; empty for a stranger. */
  readonly places: readonly PlaceInUse[];
  /** Whom the operator knows them as, where they signed in as a driver and linked their account. */
  readonly driverId?: string;
  /** Of the sign-in that they come with; absent where nothing is stored about it. */
  readonly signIn?: SignInRecord;
}

/** Finds out who somebody is in a scope: an operator id, or `platform`. */
export type FindVisitor = (caller: Caller, scope: string) => Promise<Visitor>;
