import type { ConnectionBinding } from "../fleet/charger.ts";
import type { AuthorizationStatus } from "./session.ts";
import type { Token } from "./token.ts";

export interface Authorization {
  readonly status: AuthorizationStatus;
  readonly groupId?: string;
  readonly expiresAt?: string;
}

/**
 * `own-session`: to go on with or to stop a session that the token itself runs, which is not a second one. `ask`: what
 * the driver is about to do is not known yet.
 */
export type AuthorizationPurpose = "start" | "own-session" | "ask";

/** Whether a token may charge at a charger at a moment: where the operator is suspended, nobody begins anything. */
export function authorizeAt(
  caller: Pick<ConnectionBinding, "suspended">,
  token: Token | undefined,
  at: string,
  purpose: AuthorizationPurpose = "start",
): Authorization {
  if (caller.suspended && purpose !== "own-session") return { status: "Blocked" };
  return authorizeToken(token, at, purpose);
}

/** Whether a token may charge at a moment; a token that is not known (undefined) is Invalid. */
export function authorizeToken(
  token: Token | undefined,
  at: string,
  purpose: AuthorizationPurpose = "start",
): Authorization {
  if (token === undefined) return { status: "Invalid" };
  return {
    status: statusOf(token, Date.parse(at), purpose),
    ...(token.groupId !== undefined && { groupId: token.groupId }),
    ...(token.expiresAt !== undefined && { expiresAt: token.expiresAt }),
  };
}

/** Each comparison is written so that a time or a count that is no number refuses. */
function statusOf(token: Token, atMs: number, purpose: AuthorizationPurpose): AuthorizationStatus {
  const { validFrom, expiresAt } = token;
  if (token.status !== "valid") return "Blocked";
  if (validFrom !== undefined && !(Date.parse(validFrom) <= atMs)) return "Invalid";
  if (expiresAt !== undefined && !(atMs < Date.parse(expiresAt))) return "Expired";
  if (purpose === "start" && !(token.activeSessions < token.maxActiveSessions)) {
    return "ConcurrentTx";
  }
  return "Accepted";
}
