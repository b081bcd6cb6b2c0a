import { describe, expect, it } from "vitest";
import { conflictsOf, DUTY_CONFLICTS, refuseConflictingDuties } from "#domain/access/duties.ts";
import { refusedAs } from "./builders.ts";

describe("separation of duties", () => {
  it.each([
    ["refund", ["refunds:request", "refunds:approve"]],
    ["rights", ["roles:write", "grants:approve"]],
    ["evidence", ["audit:attest", "incidents:write"]],
    ["evidence", ["audit:attest", "audit:retention"]],
    ["meter-and-money", ["sessions:correct", "firmware:update"]],
    ["waiver", ["security:waive", "security:approve"]],
    ["erasing-traces", ["drivers:erase", "audit:retention"]],
  ])("finds %s in %j", (conflictId, permissions) => {
    const found = conflictsOf(["sites:read", ...permissions]);

    expect(found).toEqual([{ conflictId, why: expect.any(String), permissions }]);
  });

  it("finds nothing where only one side is held", () => {
    for (const { one, other } of DUTY_CONFLICTS) {
      const others = other === "all-writing" ? [] : other;
      expect(conflictsOf(others.filter((name) => name !== "firmware:update"))).toEqual([]);
      expect(conflictsOf(one.filter((name) => !name.startsWith("refunds")))).toEqual([]);
    }
  });

  it("lets an auditor read everything", () => {
    expect(conflictsOf(["audit:attest", "audit:read", "revenue:read"])).toEqual([]);
  });

  it("refuses a set in conflict and names every clash", () => {
    const all = ["refunds:request", "refunds:approve", "roles:write", "grants:approve"];

    const refuse = () => refuseConflictingDuties(all);

    expect(refuse).toThrow(refusedAs("access.duties-conflict"));
    expect(refuse).toThrow(/refunds.*role/);
  });
});
