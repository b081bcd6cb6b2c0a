import { describe, expect, it } from "vitest";
import { type ApprovalPolicy, checkedPolicy, loosens } from "#domain/access/approval-policy.ts";
import { BUILT_IN_ROLES } from "#domain/access/built-in-roles.ts";
import { CRITICAL_ACTION_NAMES, criticalAction } from "#domain/access/critical-actions.ts";
import { refusedAs } from "./builders.ts";

describe("the table of critical actions", () => {
  it.each(CRITICAL_ACTION_NAMES)("has somebody who can be the second person for %s", (name) => {
    const { requiredPermission, threshold } = criticalAction(name);

    const checkers = BUILT_IN_ROLES.filter((role) => role.permissions.includes(requiredPermission));

    expect(checkers).not.toEqual([]);
    expect(requiredPermission).toMatch(/:approve$/);
    if (threshold) expect(threshold.standard).toBeLessThanOrEqual(threshold.loosest);
  });
});

describe("an operator's policy", () => {
  it.each<ApprovalPolicy>([
    {},
    { "tariffs.change": { threshold: 0 } },
    { "refunds.over-limit": { threshold: 100_000, demanded: true } },
    { "security.bot-gate-off": { demanded: false } },
  ])("may be %j", (policy) => {
    expect(checkedPolicy(policy)).toBe(policy);
  });

  it.each([
    { "tariffs.change": { threshold: 51 } },
    { "tariffs.change": { threshold: -1 } },
    { "tariffs.change": { threshold: Number.NaN } },
    { "roles.change": { demanded: false } },
    { "operator.export": { threshold: 3 } },
    { "coffee.brew": { demanded: true } },
  ] as ApprovalPolicy[])("may not be %j", (policy) => {
    expect(() => checkedPolicy(policy)).toThrow(refusedAs("access.approval-policy-invalid"));
  });

  it.each<[ApprovalPolicy, ApprovalPolicy, boolean]>([
    [{}, {}, false],
    [{}, { "tariffs.change": { threshold: 10 } }, false],
    [{}, { "tariffs.change": { threshold: 30 } }, true],
    [{ "tariffs.change": { threshold: 10 } }, {}, true],
    [{}, { "security.bot-gate-off": { demanded: false } }, true],
    [{ "security.bot-gate-off": { demanded: false } }, {}, false],
  ])("from %j to %j loosens: %s", (before, after, isLooser) => {
    expect(loosens(before, after)).toBe(isLooser);
  });
});
