import type { Grant } from "./grants.ts";
import type { Leaving } from "./leaver.ts";
import type { RoleAssignment } from "./standing.ts";

/** A role that a member holds in the scope of their membership. */
export type HeldRole = Omit<RoleAssignment, "scope">;

/** A person's place in one operator, or in the platform. Times are ISO 8601 UTC. */
export interface Member {
  /** Subject of their access tokens. */
  readonly subject: string;
  /** An operator id, or `platform`. */
  readonly scope: string;
  readonly assignments: readonly HeldRole[];
  /** What they were granted here, by grant id; what is long over is left out. */
  readonly grants: Readonly<Record<string, Grant>>;
  readonly disabledAt?: string;
  readonly disabledBecause?: "left" | "dormant";
  readonly enabledAt?: string;
  /** To the day. */
  readonly lastUsedAt?: string;
  /** The end of their access, for want of use, that was told of. */
  readonly warnedOfEndAt?: string;
  /** Sign-ins that are older count for nothing here. */
  readonly signedOutBefore?: string;
  /** Somebody asked that they enrol a new second factor. */
  readonly secondFactorReset?: {
    readonly askedBy: string;
    readonly askedAt: string;
    /** Whether by a right that stands above the operators. */
    readonly fromAbove: boolean;
  };
  /** The checklist of one who leaves. */
  readonly leaving?: Leaving;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}
