import type { Command } from "#domain/commands/command.ts";
import { newCommandId } from "#domain/commands/command-id.ts";

export const CREATED_AT = "2026-03-01T10:00:00.000Z";

/** An id of the given millisecond; the same number gives the same id. */
export function aCommandId(number: number): string {
  return newCommandId(Date.parse(CREATED_AT) + number, new Uint8Array(16));
}

/** A ClearCache for the charger CP-1 of demo-a, waiting since ten o'clock. */
export function aCommand(fields: Partial<Command> = {}): Command {
  return {
    commandId: aCommandId(1),
    operatorId: "demo-a",
    chargerId: "CP-1",
    action: "ClearCache",
    payload: {},
    state: "queued",
    createdAt: CREATED_AT,
    createdBy: "subject-1",
    whenOffline: "queue",
    queueUntil: "2026-03-01T10:05:00.000Z",
    deadlineSeconds: 30,
    isSafeToRepeat: true,
    ...fields,
  };
}

/** The same command after it was sent at ten o'clock. */
export function aSentCommand(fields: Partial<Command> = {}): Command {
  return aCommand({
    state: "sent",
    sentAt: CREATED_AT,
    sentTo: "socket-1",
    answerBy: "2026-03-01T10:00:30.000Z",
    ...fields,
  });
}
