import { describe, expect, it } from "vitest";
import type { Command } from "#domain/commands/command.ts";
import { newCommand } from "#domain/commands/create-command.ts";
import { waitForCommand } from "#functions/rest/commands/wait-for-command.ts";

const QUEUED = newCommand({
  commandId: "01",
  operatorId: "demo-a",
  chargerId: "CP-1",
  action: { action: "ClearCache", whenOffline: "queue", deadlineSeconds: 30, isSafeToRepeat: true },
  payload: {},
  connected: true,
  createdBy: "admin",
  createdAt: "2026-03-01T10:00:00.000Z",
});
const ANSWERED: Command = { ...QUEUED, state: "answered", response: { status: "Accepted" } };

/** A clock that moves only when somebody waits. */
function aWorld(answers: readonly Command[]) {
  let now = 0;
  let reads = 0;
  return {
    elapsedMs: () => now,
    ports: {
      nowMs: () => now,
      pause: async (milliseconds: number) => {
        now += milliseconds;
      },
      read: async () => answers[Math.min(reads++, answers.length - 1)],
    },
  };
}

describe("waitForCommand", () => {
  it("gives the answer as soon as it is there", async () => {
    const world = aWorld([QUEUED, { ...QUEUED, state: "sent" }, ANSWERED]);

    const command = await waitForCommand(QUEUED, 20, world.ports);

    expect(command.state).toBe("answered");
    expect(world.elapsedMs()).toBe(375);
  });

  it("gives up when the time is over", async () => {
    const world = aWorld([QUEUED]);

    const command = await waitForCommand(QUEUED, 1, world.ports);

    expect(command.state).toBe("queued");
    expect(world.elapsedMs()).toBe(1000);
  });

  it("does not wait for what is final already", async () => {
    const world = aWorld([QUEUED]);

    await waitForCommand(ANSWERED, 20, world.ports);

    expect(world.elapsedMs()).toBe(0);
  });
});
