import { afterSeconds } from "../commands/clock.ts";
import type { Permission } from "./permissions.ts";

/**
 * `base` belongs to a person's work and has no end; `project` and `privileged` end and were approved by another person;
 * `break-glass` is taken alone in an emergency and reviewed afterwards.
 */
export type GrantKind = "base" | "project" | "privileged" | "break-glass";

/** A right that was given to one subject beyond their role, in one operator or in the platform. Times are ISO 8601 UTC. */
export interface Grant {
  readonly grantId: string;
  /** An operator id, or `platform`. */
  readonly operatorId: string;
  readonly subject: string;
  /** Either a role or single permissions. */
  readonly right: GrantedRight;
  /** Where it counts; absent for everywhere. */
  readonly siteIds?: readonly string[];
  readonly kind: GrantKind;
  readonly startsAt: string;
  /** From this moment on it is over. Only a `base` grant may have none. */
  readonly endsAt?: string;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly approvedBy?: string;
  readonly approvedAt?: string;
  readonly revokedAt?: string;
  readonly revokedBy?: string;
  /** Of a `break-glass` grant: who looked at what was done with it. */
  readonly reviewedBy?: string;
  readonly reviewedAt?: string;
}

export type GrantedRight =
  | { readonly roleId: string }
  | { readonly permissions: readonly Permission[] };

const DAY_SECONDS = 86_400;

/** How long a grant may last at most; a longer one that got stored all the same ends then. */
export const MAXIMUM_GRANT_SECONDS = {
  privileged: 8 * 3600,
  project: 30 * DAY_SECONDS,
  "break-glass": 3600,
} as const satisfies Readonly<Record<Exclude<GrantKind, "base">, number>>;

/** How long after a break-glass somebody else must have looked at it. */
const BREAK_GLASS_REVIEW_SECONDS = DAY_SECONDS;

export type GrantState = "in-force" | "not-approved" | "not-started" | "ended" | "revoked";

/** What a grant is worth at a moment. Times that nobody can read count against it. */
export function grantState(grant: Grant, now: string): GrantState {
  const nowMs = Date.parse(now);
  if (grant.revokedAt !== undefined && !(nowMs < Date.parse(grant.revokedAt))) return "revoked";
  if (!isApproved(grant)) return "not-approved";
  const startMs = Date.parse(grant.startsAt);
  if (!(startMs <= nowMs)) return "not-started";
  return nowMs < endMs(grant, startMs) ? "in-force" : "ended";
}

/** Whether a grant counts at a moment: approved as its kind demands, begun, not over and not revoked. */
export function isInForce(grant: Grant, now: string): boolean {
  return grantState(grant, now) === "in-force";
}

/** The moment at which a grant is over: as stated, or when its kind lets it be no longer; undefined without an end. */
export function grantEndsAt(grant: Grant): string | undefined {
  const end = endMs(grant, Date.parse(grant.startsAt));
  if (!Number.isFinite(end)) return undefined;
  const isAsStated = grant.endsAt !== undefined && Date.parse(grant.endsAt) === end;
  return isAsStated ? grant.endsAt : new Date(end).toISOString();
}

/** Until when a break-glass must be reviewed by somebody else; undefined for other kinds. */
export function reviewDueAt(grant: Grant): string | undefined {
  if (grant.kind !== "break-glass") return undefined;
  return afterSeconds(grant.startsAt, BREAK_GLASS_REVIEW_SECONDS);
}

/** Whether a grant of the kind counts only once a second person has approved it. */
export function needsApprover(kind: GrantKind): boolean {
  return kind === "project" || kind === "privileged";
}

function isApproved({ kind, approvedBy, subject, requestedBy }: Grant): boolean {
  if (!needsApprover(kind)) return true;
  return approvedBy !== undefined && approvedBy !== subject && approvedBy !== requestedBy;
}

/** Infinity for a base grant without an end, NaN (which nothing is before) for a grant that should have one. */
function endMs({ kind, endsAt }: Grant, startMs: number): number {
  const statedMs = endsAt === undefined ? undefined : Date.parse(endsAt);
  if (kind === "base") return statedMs ?? Number.POSITIVE_INFINITY;
  return Math.min(statedMs ?? Number.NaN, startMs + MAXIMUM_GRANT_SECONDS[kind] * 1000);
}
