import { describe, expect, it } from "vitest";
import { standingIn } from "#domain/access/change-member.ts";
import { isKnownHere } from "#domain/access/decide.ts";
import { disableDormant, enable, leave, withStepDone } from "#domain/access/end-access.ts";
import { grantState } from "#domain/access/grants.ts";
import type { Member } from "#domain/access/member.ts";
import { at, grantOf, NOW, refusedAs } from "./builders.ts";

const member = (fields: Partial<Member> = {}): Member => ({
  subject: "ann",
  scope: "demo-a",
  assignments: [{ roleId: "support" }],
  grants: { "grant-1": grantOf() },
  createdAt: at(-1000),
  updatedAt: at(-1000),
  version: 3,
  ...fields,
});
const OTHER = { approvalIds: ["a-1"], clientIds: [], tokenIds: [], ownedIds: ["psp"] };

describe("leaving", () => {
  it("ends everything that a decision could be made by", () => {
    const left = leave(member(), OTHER, "zoe", NOW);

    expect(isKnownHere(standingIn(member(), []), NOW)).toBe(true);
    expect(isKnownHere(standingIn(left, []), NOW)).toBe(false);
    expect(left.assignments).toEqual([]);
    expect(Object.values(left.grants).map((grant) => grantState(grant, NOW))).toEqual(["revoked"]);
  });

  it("keeps in the checklist what they held, and leaves open what works without the account", () => {
    const { leaving } = leave(member(), OTHER, "zoe", NOW);

    const open = leaving?.steps.filter(({ doneAt }) => doneAt === undefined);
    expect(open?.map(({ step, targets, by }) => [step, targets, by])).toEqual([
      ["disable-account", ["ann"], "system"],
      ["revoke-sessions", ["ann"], "system"],
      ["withdraw-approvals", ["a-1"], "system"],
      ["hand-over", ["psp"], "person"],
    ]);
    expect(leaving?.steps.find(({ step }) => step === "end-memberships")?.targets).toEqual([
      "support",
    ]);
  });

  it("does not revoke what was over before", () => {
    const ended = grantOf({ startsAt: at(-7200), endsAt: at(-3600) });

    const left = leave(member({ grants: { "grant-1": ended } }), OTHER, "zoe", NOW);

    expect(left.grants["grant-1"]).toEqual(ended);
  });

  it("goes on step by step", () => {
    const left = leave(member(), OTHER, "zoe", NOW);

    const later = withStepDone(left, "hand-over", "zoe", at(60));

    const done = later.leaving?.steps.find(({ step }) => step === "hand-over");
    expect(done).toMatchObject({ doneAt: at(60), doneBy: "zoe" });
  });
});

describe("enabling", () => {
  it("gives a dormant account its roles back", () => {
    const back = enable(disableDormant(member(), NOW), at(60));

    expect(back.enabledAt).toBe(at(60));
    expect(isKnownHere(standingIn(back, []), at(60))).toBe(true);
  });

  it("gives one who left nothing back", () => {
    const back = enable(leave(member(), OTHER, "zoe", NOW), at(60));

    expect(isKnownHere(standingIn(back, []), at(60))).toBe(false);
  });

  it("is for who was disabled", () => {
    expect(() => enable(member(), NOW)).toThrow(refusedAs("access.assignment-invalid"));
  });
});
