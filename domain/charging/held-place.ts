import type { Authorization } from "./authorize.ts";

/** A connector or EVSE that is kept free, as a start at it has to know. */
export interface HeldPlace {
  readonly reservationId: number;
  /** The connector or EVSE; `0` where any of the charger's will do. */
  readonly place: string;
  readonly tokenRef: string;
  readonly expiresAt: string;
  /** False until the charger has accepted. */
  readonly isHeld: boolean;
  /** Whether the token that is about to charge is of the group that it is kept for. */
  readonly isOfGroup: boolean;
}

/** What a start says that may use a reservation. */
interface Start {
  readonly tokenRef: string | undefined;
  /** The reservation that the charger says it was for. */
  readonly reservationId?: number | undefined;
  readonly at: string;
}

/**
 * What authorisation comes to at a place that is kept for somebody else: the token is good, but not here and now. The
 * charger says no by itself (1.6 §5.13, 2.0.1 part 2 H01); this is for those that forgot. Where any connector will do,
 * the charger alone knows which one it keeps.
 */
export function authorizedAt(
  held: readonly HeldPlace[],
  authorization: Authorization,
  start: Start,
): Authorization {
  if (authorization.status !== "Accepted") return authorization;
  const isKept = held.some(
    (hold) => hold.place !== "0" && counts(hold, start) && !isFor(hold, start),
  );
  return isKept ? { ...authorization, status: "NotAtThisTime" } : authorization;
}

/** The reservation that a start uses: the one that the charger names, else the one that is kept for its token. */
export function usedHold(
  held: readonly HeldPlace[],
  authorization: Authorization | undefined,
  start: Start,
): HeldPlace | undefined {
  const named = held.find(({ reservationId }) => reservationId === start.reservationId);
  if (named || authorization?.status !== "Accepted") return named;
  return held.find((hold) => counts(hold, start) && isFor(hold, start));
}

function counts({ isHeld, expiresAt }: HeldPlace, { at }: Start): boolean {
  return isHeld && Date.parse(at) < Date.parse(expiresAt);
}

function isFor({ tokenRef, isOfGroup }: HeldPlace, start: Start): boolean {
  return isOfGroup || tokenRef === start.tokenRef;
}
