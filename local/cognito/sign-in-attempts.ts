const ALLOWED_FAILURES = 5;
const PAUSE_MS = 30_000;
/** Emails are free to invent, so what is remembered must have an end. */
const MAXIMUM_ACCOUNTS = 10_000;

export interface SignInAttempts {
  /** Whether the account has failed too often lately. */
  readonly isBlocked: (account: string, nowMs: number) => boolean;
  readonly failed: (account: string, nowMs: number) => void;
  readonly succeeded: (account: string) => void;
}

/** Makes guessing slow: after five failures in a row an account waits for half a minute. */
export function signInAttempts(): SignInAttempts {
  const failures = new Map<string, { count: number; lastAtMs: number }>();
  return {
    isBlocked: (account, nowMs) => {
      const seen = failures.get(account);
      return (
        seen !== undefined && seen.count >= ALLOWED_FAILURES && nowMs - seen.lastAtMs < PAUSE_MS
      );
    },
    failed: (account, nowMs) => {
      const seen = failures.get(account);
      const isRecent = seen !== undefined && nowMs - seen.lastAtMs < PAUSE_MS;
      failures.delete(account);
      failures.set(account, { count: isRecent ? seen.count + 1 : 1, lastAtMs: nowMs });
      const [oldest] = failures.keys();
      if (failures.size > MAXIMUM_ACCOUNTS && oldest !== undefined) failures.delete(oldest);
    },
    succeeded: (account) => void failures.delete(account),
  };
}
