import { isPermission, PERMISSIONS, type Permission } from "./permissions.ts";
import { refusal } from "./refusal.ts";

/** Two duties that one person must not hold together. */
export interface DutyConflict {
  readonly conflictId: string;
  readonly why: string;
  readonly one: readonly Permission[];
  /** `all-writing` is every permission that is not of kind `read`. */
  readonly other: readonly Permission[] | "all-writing";
}

/** The duties that are kept apart (ISO 27001 A.5.3). */
export const DUTY_CONFLICTS: readonly DutyConflict[] = [
  {
    conflictId: "refund",
    why: "Who asks for refunds must not approve refunds.",
    one: ["refunds:request"],
    other: ["refunds:approve"],
  },
  {
    conflictId: "rights",
    why: "Who changes what a role may do must not approve who gets it.",
    one: ["roles:write"],
    other: ["grants:approve"],
  },
  {
    conflictId: "evidence",
    why: "Who attests the audit trail must not do anything that is written in it.",
    one: ["audit:attest"],
    other: "all-writing",
  },
  {
    conflictId: "meter-and-money",
    why: "Who can change how a charger measures must not correct bills or pay money back.",
    one: ["sessions:correct", "refunds:request", "refunds:approve"],
    other: ["firmware:update", "commands:configure", "charger-credentials:write"],
  },
  {
    conflictId: "waiver",
    why: "Who waives a security demand must not approve waivers.",
    one: ["security:waive"],
    other: ["security:approve"],
  },
  {
    conflictId: "erasing-traces",
    why: "Who erases personal data must not decide how long the audit trail is kept.",
    one: ["drivers:erase", "drivers:reveal"],
    other: ["audit:retention"],
  },
  {
    conflictId: "hold-and-erase",
    why: "Who erases personal data must not lift what holds it.",
    one: ["legal-holds:write"],
    other: ["drivers:erase"],
  },
];

/** A conflict as it was met: which permissions clash. */
export interface MetConflict {
  readonly conflictId: string;
  readonly why: string;
  readonly permissions: readonly Permission[];
}

/** The conflicts within a set of permissions; empty where one person may hold them all. */
export function conflictsOf(permissions: Iterable<string>): readonly MetConflict[] {
  const held = [...new Set(permissions)].filter(isPermission);
  return DUTY_CONFLICTS.flatMap(({ conflictId, why, one, other }) => {
    const ones = held.filter((permission) => one.includes(permission));
    const others = held.filter((permission) =>
      other === "all-writing"
        ? PERMISSIONS[permission].kind !== "read"
        : other.includes(permission),
    );
    if (ones.length === 0 || others.length === 0) return [];
    return [{ conflictId, why, permissions: [...ones, ...others] }];
  });
}

/** Throws `access.duties-conflict` where one person must not hold all these permissions. */
export function refuseConflictingDuties(permissions: Iterable<string>): void {
  const conflicts = conflictsOf(permissions);
  if (conflicts.length === 0) return;
  const message = conflicts.map(({ why }) => why).join(" ");
  throw refusal("access.duties-conflict", message, { conflicts });
}
