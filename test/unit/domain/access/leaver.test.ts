import { describe, expect, it } from "vitest";
import { completeStep, openSteps, overdueSteps, startLeaving } from "#domain/access/leaver.ts";
import { at, NOW } from "./builders.ts";

const QUARTER = 15 * 60;
const leaving = startLeaving(
  { operatorId: "demo-a", subject: "ann", startedBy: "zoe" },
  {
    roleIds: ["support"],
    grantIds: ["grant-1", "grant-2"],
    clientIds: [],
    tokenIds: [],
    approvalIds: ["approval-1"],
    ownedIds: ["webhook-1"],
  },
  NOW,
);

describe("a leaver", () => {
  it("loses the account first, then all that works without it, within a quarter of an hour", () => {
    const open = openSteps(leaving).map(({ step, targets, by, dueAt }) => [
      step,
      targets,
      by,
      dueAt,
    ]);

    expect(open).toEqual([
      ["disable-account", ["ann"], "system", at(QUARTER)],
      ["revoke-sessions", ["ann"], "system", at(QUARTER)],
      ["end-memberships", ["support"], "system", at(QUARTER)],
      ["revoke-grants", ["grant-1", "grant-2"], "system", at(QUARTER)],
      ["withdraw-approvals", ["approval-1"], "system", at(QUARTER)],
      ["hand-over", ["webhook-1"], "person", at(5 * 86_400)],
    ]);
  });

  it("has nothing to do where nothing was held, and the checklist says so", () => {
    const tokens = leaving.steps.find(({ step }) => step === "block-tokens");

    expect(tokens).toMatchObject({ targets: [], doneAt: NOW, doneBy: "system" });
  });

  it("is done with step by step, each once", () => {
    const once = completeStep(leaving, "disable-account", "system", at(5));
    const twice = completeStep(once, "disable-account", "bob", at(9));

    expect(twice).toEqual(once);
    expect(once.steps[0]).toMatchObject({ doneAt: at(5), doneBy: "system" });
    expect(openSteps(once)).toHaveLength(openSteps(leaving).length - 1);
  });

  it("shows what is overdue", () => {
    const disabled = completeStep(leaving, "disable-account", "system", at(5));

    expect(overdueSteps(disabled, at(QUARTER - 1))).toEqual([]);
    expect(overdueSteps(disabled, at(QUARTER)).map(({ step }) => step)).toEqual([
      "revoke-sessions",
      "end-memberships",
      "revoke-grants",
      "withdraw-approvals",
    ]);
  });
});
