import { expect, it } from "vitest";
import type { Command } from "#domain/commands/command.ts";
import { jobAnswerOf, jobOf } from "#domain/jobs/job.ts";
import { aCommand } from "#test/support/commands.ts";

const finishedAt = "2026-03-01T10:00:05.000Z";
const update = (fields: Partial<Command> = {}) =>
  aCommand({ action: "UpdateFirmware", payload: { requestId: 12 }, ...fields });

it("begins a job with a command that a charger works on after its answer", () => {
  const command = update();

  const job = jobOf(command);

  expect(job).toEqual({
    operatorId: "demo-a",
    chargerId: "CP-1",
    jobId: command.commandId,
    action: "UpdateFirmware",
    kind: "firmware-update",
    requestId: 12,
    requestedAt: command.createdAt,
    requestedBy: command.createdBy,
    steps: [],
  });
});

it.each(["ClearCache", "Reset", "toString", "__proto__"])("begins none with %s", (action) => {
  expect(jobOf(aCommand({ action }))).toBeUndefined();
});

it.each([
  [
    "the charger's word",
    update({ state: "answered", response: { status: "Rejected" } }),
    "Rejected",
  ],
  [
    "Accepted where 1.6 has no word for it",
    update({ state: "answered", response: {} }),
    "Accepted",
  ],
  [
    "NoFile where there are no diagnostics",
    update({ action: "GetDiagnostics", state: "answered", response: {} }),
    "NoFile",
  ],
  ["Failed where the charger refused the message", update({ state: "failed" }), "Failed"],
  ["TimedOut where it did not answer", update({ state: "timed-out" }), "TimedOut"],
])("ends the command of a job as %s", (_, command, answeredAs) => {
  const answer = jobAnswerOf({ ...command, finishedAt });

  expect(answer).toEqual({ answeredAs, answeredAt: finishedAt });
});

it("knows no answer before there is one", () => {
  expect(jobAnswerOf(update())).toBeUndefined();
});
