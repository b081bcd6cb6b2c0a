import { createRecentMap } from "./recent-map.ts";

/** Somebody who has shown a password and not yet all that is asked for. */
export interface HalfSignedIn {
  readonly subject: string;
  /** What is asked for next. */
  readonly next: "new-password" | "code" | "enrolment";
  /** A second factor that is offered and not yet confirmed, base32. */
  readonly offeredSecret?: string;
}

export interface HalfSignIns {
  readonly of: (id: string) => HalfSignedIn | undefined;
  readonly set: (id: string, half: HalfSignedIn) => void;
  readonly end: (id: string) => void;
  /** Ends those of one person, whose password or account has changed. */
  readonly endAllOf: (subject: string) => void;
}

const LIFETIME_MS = 15 * 60_000;
const REMEMBERED = 1_000;

/** Keeps them by the id of the sign-in, or of the browser session, that they belong to; a restart forgets them. */
export function createHalfSignIns(now: () => number = Date.now): HalfSignIns {
  const halves = createRecentMap<HalfSignedIn & { readonly endsAtMs: number }>(REMEMBERED);
  return {
    of: (id) => {
      const half = halves.get(id);
      return half !== undefined && half.endsAtMs > now() ? half : undefined;
    },
    set: (id, half) => halves.set(id, { ...half, endsAtMs: now() + LIFETIME_MS }),
    end: (id) => halves.deleteWhere((key) => key === id),
    endAllOf: (subject) => halves.deleteWhere((_, half) => half.subject === subject),
  };
}
