import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Approval, requestApproval } from "#domain/access/approval.ts";
import { approve } from "#domain/access/approvals.ts";
import { type ExecutionPorts, executeApproved } from "#domain/access/approved-action.ts";
import { refusal } from "#domain/access/refusal.ts";
import { afterSeconds } from "#domain/commands/clock.ts";
import { DomainError } from "#domain/errors.ts";
import { holderOf, NOW } from "../../../unit/domain/access/builders.ts";

const HASH = "as-approved";
const pending = requestApproval(
  {
    approvalId: "approval-1",
    operatorId: "demo-a",
    action: "tariffs.change",
    payload: { tariffId: "standard" },
    payloadHash: HASH,
    maker: "bob",
    reason: "for a test",
    requiredPermission: "tariffs:approve",
  },
  NOW,
);
const approved = approve(pending, { checker: holderOf("finance"), payloadHash: HASH, now: NOW });

/** A store whose every step may be held up, and whose answer to a write may be lost. */
function world(scheduler: fc.Scheduler, faults: readonly Fault[]) {
  let stored: Approval = approved;
  let effects = 0;
  let writes = 0;
  const step = <T>(name: string, work: () => T) =>
    scheduler.schedule(Promise.resolve(), name).then(work);
  const move = (before: Approval, after: Approval): boolean => {
    if (stored.state !== before.state) return false;
    stored = after;
    return true;
  };
  const portsFor = (worker: Worker): ExecutionPorts => ({
    find: () => step("find", () => stored),
    hashOf: () => (worker.changesPayload ? "changed" : HASH),
    now: () => afterSeconds(NOW, worker.waitSeconds),
    perform: (before, after) =>
      step("perform", () => {
        const fault = faults[writes++];
        if (fault === "refused") throw new DomainError("version.conflict", "changed");
        if (fault === "unwritten") throw new Error("no answer");
        if (!move(before, after)) {
          throw refusal("access.approval-already-executed", "Somebody else was faster.");
        }
        effects += 1;
        if (fault === "answer-lost") throw new Error("no answer");
      }),
    close: (before, after) => step("close", () => void move(before, after)),
  });
  return { portsFor, facts: () => ({ stored, effects }) };
}

type Fault = "none" | "refused" | "unwritten" | "answer-lost";
interface Worker {
  readonly waitSeconds: number;
  readonly changesPayload: boolean;
}

const faults = fc.array(fc.constantFrom<Fault>("none", "refused", "unwritten", "answer-lost"), {
  maxLength: 6,
});
const workers = fc.array(
  fc.record({
    waitSeconds: fc.constantFrom(0, 60, 14_399, 14_400, 20_000),
    changesPayload: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
);

describe("whoever carries out an approved action, at the same time and again", () => {
  it("does it at most once, and it was done exactly where the approval says so", async () => {
    let executions = 0;

    await fc.assert(
      fc.asyncProperty(fc.scheduler(), faults, workers, async (scheduler, wrong, many) => {
        const { portsFor, facts } = world(scheduler, wrong);

        const runs = many.map((worker) => executeApproved(portsFor(worker)).catch(() => "again"));
        const outcomes = await scheduler.waitFor(Promise.all(runs));

        const { stored, effects } = facts();
        executions += effects;
        expect(effects).toBeLessThanOrEqual(1);
        expect(stored.state === "executed").toBe(effects === 1);
        expect(outcomes.filter((outcome) => outcome === "executed").length).toBeLessThanOrEqual(1);
        if (many.every(({ changesPayload }) => changesPayload)) expect(effects).toBe(0);
        if (many.every(({ waitSeconds }) => waitSeconds >= 14_400)) expect(effects).toBe(0);
      }),
      { numRuns: 1_000 },
    );

    expect(executions).toBeGreaterThan(50);
  });
});
