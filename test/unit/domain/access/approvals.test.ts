import { describe, expect, it } from "vitest";
import { type Approval, boundText, requestApproval } from "#domain/access/approval.ts";
import { approve, execute, expire, fail, refuse, withdraw } from "#domain/access/approvals.ts";
import type { Standing } from "#domain/access/standing.ts";
import { at, holderOf, NOW, refusedAs, standingOf } from "./builders.ts";

const HOURS_4 = 4 * 3600;
const asked = requestApproval(
  {
    approvalId: "approval-1",
    operatorId: "demo-a",
    action: "tariffs.change",
    payload: { tariffId: "standard", energyMinorPerKwh: 99 },
    payloadHash: "hash-of-99",
    maker: "ann",
    reason: "Energy became dearer",
    requiredPermission: "tariffs:approve",
  },
  NOW,
);
const finance = { ...holderOf("finance"), subject: "zoe" };
const check = (given: Partial<Parameters<typeof approve>[1]> = {}) => ({
  checker: finance,
  payloadHash: "hash-of-99",
  now: at(60),
  ...given,
});
const approved = approve(asked, check());
const done = execute(approved, { payloadHash: "hash-of-99", now: at(61) });

describe("an approval", () => {
  it("waits for four hours", () => {
    expect(asked).toMatchObject({ state: "pending", requestedAt: NOW, expiresAt: at(HOURS_4) });
  });

  it("is not asked for without a reason", () => {
    expect(() => requestApproval({ ...asked, reason: "  " }, NOW)).toThrow(
      refusedAs("access.approval-invalid"),
    );
  });

  it("cannot be asked for as already given", () => {
    expect(requestApproval(approved, NOW)).toEqual(asked);
  });

  it("is given by a second person, then executed", () => {
    expect(approved).toMatchObject({ state: "approved", checker: "zoe", decidedAt: at(60) });
    expect(done).toMatchObject({ state: "executed", closedAt: at(61) });
  });

  it("may be refused by a second person", () => {
    expect(refuse(asked, check())).toMatchObject({ state: "refused", checker: "zoe" });
  });

  it("may be withdrawn by its maker only", () => {
    expect(withdraw(asked, "ann", at(60))).toMatchObject({ state: "refused", checker: "ann" });
    expect(() => withdraw(asked, "zoe", at(60))).toThrow(
      refusedAs("access.approval-not-permitted"),
    );
  });

  it("keeps why its execution failed, and is not tried again", () => {
    const failed = fail(approved, "version.conflict", at(61));

    expect(failed).toMatchObject({ state: "failed", failureCode: "version.conflict" });
    expect(() => execute(failed, check())).toThrow(refusedAs("access.approval-not-approved"));
  });
});

describe("deciding on an approval", () => {
  const machine: Standing = standingOf({
    subject: "erp",
    client: { clientId: "erp", permissions: ["tariffs:approve"], expiresAt: at(HOURS_4) },
  });

  it.each([
    ["by its maker", asked, check({ checker: holderOf("finance") }), "access.approval-self"],
    ["a second time", approved, check(), "access.approval-already-decided"],
    ["after a refusal", refuse(asked, check()), check(), "access.approval-already-decided"],
    ["after its execution", done, check(), "access.approval-already-executed"],
    ["as its time is over", asked, check({ now: at(HOURS_4) }), "access.approval-expired"],
    ["at a time that nobody can read", asked, check({ now: "-" }), "access.approval-expired"],
    ["once it was marked expired", expire(asked, at(HOURS_4)), check(), "access.approval-expired"],
    [
      "on something else than was asked",
      asked,
      check({ payloadHash: "hash-of-999" }),
      "access.approval-payload-changed",
    ],
    [
      "without the permission",
      asked,
      check({ checker: { ...holderOf("support"), subject: "zoe" } }),
      "access.approval-not-permitted",
    ],
    [
      "with the permission on one site",
      asked,
      check({
        checker: standingOf({
          subject: "zoe",
          assignments: [{ scope: "demo-a", roleId: "finance", siteIds: ["harbour"] }],
        }),
      }),
      "access.approval-not-permitted",
    ],
    [
      "from another operator",
      asked,
      check({
        checker: standingOf({
          subject: "zoe",
          operatorId: "demo-b",
          assignments: [{ scope: "demo-b", roleId: "finance" }],
        }),
      }),
      "access.approval-not-permitted",
    ],
    ["by a program", asked, check({ checker: machine }), "access.approval-not-permitted"],
  ])("is refused %s", (_, approval: Approval, checking, code) => {
    expect(() => approve(approval, checking)).toThrow(refusedAs(code));
    expect(() => refuse(approval, checking)).toThrow(refusedAs(code));
  });

  it("never shows what the reason or the payload was", () => {
    expect(() => approve(asked, check({ payloadHash: "x" }))).toThrow(
      expect.objectContaining({ details: {} }),
    );
  });
});

describe("executing an approval", () => {
  it.each([
    ["twice", done, check(), "access.approval-already-executed"],
    ["before anybody approved", asked, check(), "access.approval-not-approved"],
    ["after a refusal", refuse(asked, check()), check(), "access.approval-not-approved"],
    ["as its time is over", approved, check({ now: at(HOURS_4) }), "access.approval-expired"],
    [
      "with another payload",
      approved,
      check({ payloadHash: "x" }),
      "access.approval-payload-changed",
    ],
  ])("is refused %s", (_, approval: Approval, checking, code) => {
    expect(() => execute(approval, checking)).toThrow(refusedAs(code));
  });

  it("fails only where it could have been executed", () => {
    expect(() => fail(asked, "version.conflict", NOW)).toThrow(
      refusedAs("access.approval-not-approved"),
    );
    expect(() => fail(done, "version.conflict", NOW)).toThrow(
      refusedAs("access.approval-already-executed"),
    );
  });
});

describe("the end of an approval's time", () => {
  it("closes what nobody decided and what nobody executed", () => {
    expect(expire(asked, at(HOURS_4))).toMatchObject({ state: "expired", closedAt: at(HOURS_4) });
    expect(expire(approved, at(HOURS_4))).toMatchObject({ state: "expired" });
  });

  it("changes nothing before, and nothing that is closed", () => {
    expect(expire(asked, at(HOURS_4 - 1))).toBe(asked);
    expect(expire(done, at(HOURS_4))).toBe(done);
  });
});

describe("the text that binds an approval", () => {
  it("does not depend on the order of keys", () => {
    const payload = { energyMinorPerKwh: 99, tariffId: "standard" };

    expect(boundText({ ...asked, payload })).toBe(boundText(asked));
  });

  it.each([
    { approvalId: "approval-2" },
    { operatorId: "demo-b" },
    { action: "roles.change" },
    { payload: { tariffId: "standard", energyMinorPerKwh: 100 } },
  ])("is another one with %j", (other) => {
    expect(boundText({ ...asked, ...other })).not.toBe(boundText(asked));
  });
});
