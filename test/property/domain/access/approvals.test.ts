import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Approval, requestApproval } from "#domain/access/approval.ts";
import { approve, execute, expire, fail, refuse, withdraw } from "#domain/access/approvals.ts";
import type { Standing } from "#domain/access/standing.ts";
import { afterSeconds } from "#domain/commands/clock.ts";
import { DomainError } from "#domain/errors.ts";

const NOW = "2026-03-02T10:00:00.000Z";
const HASH = "as-asked";

const people = fc.constantFrom("ann", "bob", "zoe");
const hashes = fc.oneof({ weight: 4, arbitrary: fc.constant(HASH) }, fc.constant("changed"));
const roles = fc.constantFrom("finance", "finance", "support");
const steps = fc.record({
  act: fc.constantFrom("approve", "approve", "refuse", "withdraw", "execute", "fail", "expire"),
  who: people,
  roleId: roles,
  payloadHash: hashes,
  waitSeconds: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 15_000 })),
});
type Step = typeof steps extends fc.Arbitrary<infer Value> ? Value : never;

const checkerOf = ({ who, roleId }: Step): Standing => ({
  subject: who,
  operatorId: "demo-a",
  assignments: [{ scope: "demo-a", roleId }],
  grants: [],
  ownRoles: [],
});

function take(approval: Approval, step: Step, now: string): Approval {
  const check = { checker: checkerOf(step), payloadHash: step.payloadHash, now };
  try {
    switch (step.act) {
      case "approve":
        return approve(approval, check);
      case "refuse":
        return refuse(approval, check);
      case "withdraw":
        return withdraw(approval, step.who, now);
      case "execute":
        return execute(approval, check);
      case "fail":
        return fail(approval, "version.conflict", now);
      case "expire":
        return expire(approval, now);
    }
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    return approval;
  }
}

const asked = requestApproval(
  {
    approvalId: "approval-1",
    operatorId: "demo-a",
    action: "tariffs.change",
    payload: { tariffId: "standard" },
    payloadHash: HASH,
    maker: "ann",
    reason: "for a test",
    requiredPermission: "tariffs:approve",
  },
  NOW,
);

describe("whatever people try on an approval", () => {
  it("is executed at most once: as asked, in time, and by the consent of a second person who may", () => {
    let executions = 0;

    fc.assert(
      fc.property(fc.array(steps, { maxLength: 12 }), (tried) => {
        let approval = asked;
        let now = NOW;
        let consents = 0;
        let executed = 0;
        for (const step of tried) {
          now = afterSeconds(now, step.waitSeconds);
          const next = take(approval, step, now);
          if (approval.state === "pending" && next.state === "approved") {
            consents += 1;
            expect(step).toMatchObject({ roleId: "finance", payloadHash: HASH });
            expect(step.who).not.toBe("ann");
          }
          if (approval.state !== "executed" && next.state === "executed") {
            executed += 1;
            expect(approval.state).toBe("approved");
            expect(step.payloadHash).toBe(HASH);
            expect(Date.parse(now)).toBeLessThan(Date.parse(asked.expiresAt));
          }
          approval = next;
        }

        executions += executed;
        expect(executed).toBeLessThanOrEqual(consents);
        expect(consents).toBeLessThanOrEqual(1);
        expect(approval).toMatchObject({ payload: asked.payload, maker: "ann", payloadHash: HASH });
      }),
      { numRuns: 3_000 },
    );
    expect(executions).toBeGreaterThan(20);
  });

  it("stays closed once it is closed", () => {
    fc.assert(
      fc.property(fc.array(steps, { minLength: 1, maxLength: 6 }), (tried) => {
        const closed = expire(asked, asked.expiresAt);
        let approval = closed;

        for (const step of tried) approval = take(approval, step, NOW);

        expect(approval).toEqual(closed);
      }),
    );
  });
});
