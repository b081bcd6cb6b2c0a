import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "#domain/access/decide.ts";
import { includesSite } from "#domain/access/effective-permissions.ts";
import { permissionEntry } from "#domain/access/permissions.ts";
import { DomainError } from "#domain/errors.ts";
import { enterOperator } from "#domain/tenancy/tenant-context.ts";
import { permissions, standings, times } from "../access/arbitraries.ts";

const SITES = ["harbour", "airport", "station"];
const doors = fc.constantFrom("open", "open", "suspended", "missing");

function enter(...[standing, permission, now, operator]: Parameters<typeof attempt>) {
  try {
    return attempt(standing, permission, now, operator);
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

function attempt(
  standing: Parameters<typeof decide>[0],
  permission: Parameters<typeof permissionEntry>[0],
  now: string,
  operator: "missing" | "open" | "suspended",
) {
  const { subject } = standing;
  return enterOperator(
    { subject, requestId: "r", now },
    { standing, operator, places: [] },
    permission,
  );
}

describe("entering an operator", () => {
  it("shows exactly the sites on which each single thing would be permitted", () => {
    fc.assert(
      fc.property(standings, permissions, times, (standing, permission, now) => {
        const context = enter(standing, permission, now, "open");
        fc.pre(typeof context !== "string" && permissionEntry(permission).reach === "site");
        if (typeof context === "string") return;

        for (const siteId of SITES) {
          const { allowed } = decide(standing, { permission, siteId, now });
          expect(includesSite(context.sites, siteId)).toBe(allowed);
        }
      }),
    );
  });

  it("lets nobody in whom the rules permit nothing", () => {
    fc.assert(
      fc.property(standings, permissions, times, doors, (standing, permission, now, door) => {
        const entered = enter(standing, permission, now, door);
        if (typeof entered === "string") return;

        const somewhere = [undefined, ...SITES].some(
          (siteId) =>
            decide(standing, { permission, now, ...(siteId !== undefined && { siteId }) }).allowed,
        );
        expect(somewhere).toBe(true);
        expect(door).not.toBe("missing");
        expect(entered.operatorId).toBe(standing.operatorId);
      }),
    );
  });
});
