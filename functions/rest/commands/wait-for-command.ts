import { setTimeout as pause } from "node:timers/promises";
import { type Command, isFinal } from "#domain/commands/command.ts";

/** Soon enough for people, rarely enough for the bill: at most eight reads a second. */
const POLL_MS = 125;

export interface WaitPorts {
  readonly read: () => Promise<Command | undefined>;
  readonly nowMs: () => number;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

/** Reads a command again and again until it is final or the time is over, and gives it as it was read last. */
export async function waitForCommand(
  command: Command,
  seconds: number,
  { read, nowMs, pause: wait }: WaitPorts,
): Promise<Command> {
  const until = nowMs() + seconds * 1000;
  let latest = command;
  while (!isFinal(latest) && nowMs() < until) {
    await wait(Math.min(POLL_MS, until - nowMs()));
    latest = (await read()) ?? latest;
  }
  return latest;
}

/** The real clock. */
export const realTime: Pick<WaitPorts, "nowMs" | "pause"> = { nowMs: Date.now, pause };
