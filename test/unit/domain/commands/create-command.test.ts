import { expect, it } from "vitest";
import { newCommand } from "#domain/commands/create-command.ts";

const asked = {
  commandId: "01",
  operatorId: "demo-a",
  chargerId: "CP-1",
  payload: { type: "Soft" },
  createdBy: "subject-1",
  createdAt: "2026-03-01T10:00:00.000Z",
};
const reset = {
  action: "Reset",
  whenOffline: "queue",
  deadlineSeconds: 60,
  isSafeToRepeat: false,
} as const;
const start = {
  action: "RemoteStartTransaction",
  whenOffline: "fail",
  deadlineSeconds: 30,
  isSafeToRepeat: false,
} as const;

it("queues a command for five minutes while the charger is away", () => {
  const command = newCommand({ ...asked, action: reset, connected: false });

  expect(command).toEqual({
    ...asked,
    action: "Reset",
    whenOffline: "queue",
    deadlineSeconds: 60,
    isSafeToRepeat: false,
    state: "queued",
    queueUntil: "2026-03-01T10:05:00.000Z",
  });
});

it("fails a command at once that must not come late, when the charger is away", () => {
  const command = newCommand({ ...asked, action: start, connected: false });

  expect(command).toMatchObject({
    state: "failed",
    finishedAt: asked.createdAt,
    error: { code: "charger.offline" },
  });
});

it("lets a command that must not come late wait for its turn for a minute", () => {
  const command = newCommand({ ...asked, action: start, connected: true });

  expect(command).toMatchObject({ state: "queued", queueUntil: "2026-03-01T10:01:00.000Z" });
});
