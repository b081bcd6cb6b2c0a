import { expect } from "vitest";
import type { Grant } from "#domain/access/grants.ts";
import type { Standing } from "#domain/access/standing.ts";
import { afterSeconds } from "#domain/commands/clock.ts";

export const NOW = "2026-03-02T10:00:00.000Z";

/** The time so many seconds after NOW; negative for before. */
export const at = (seconds: number): string => afterSeconds(NOW, seconds);

/** Somebody without any right in demo-a, with what a test gives them. */
export function standingOf(given: Partial<Standing> = {}): Standing {
  return {
    subject: "ann",
    operatorId: "demo-a",
    assignments: [],
    grants: [],
    ownRoles: [],
    ...given,
  };
}

/** Somebody who holds built-in roles everywhere in demo-a. */
export function holderOf(...roleIds: readonly string[]): Standing {
  return standingOf({ assignments: roleIds.map((roleId) => ({ scope: "demo-a", roleId })) });
}

/** An approved project grant of reading revenue to ann, from NOW for an hour. */
export function grantOf(given: Partial<Grant> = {}): Grant {
  return {
    grantId: "grant-1",
    operatorId: "demo-a",
    subject: "ann",
    right: { permissions: ["revenue:read"] },
    kind: "project",
    startsAt: NOW,
    endsAt: at(3600),
    reason: "Closing of the year",
    requestedBy: "ann",
    requestedAt: NOW,
    approvedBy: "zoe",
    approvedAt: NOW,
    ...given,
  };
}

/** What a refusal of this code looks like to `toThrow`. */
export const refusedAs = (code: string) => expect.objectContaining({ name: "DomainError", code });
