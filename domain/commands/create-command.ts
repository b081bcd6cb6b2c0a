import { afterSeconds } from "./clock.ts";
import type { Command } from "./command.ts";
import { refused } from "./finish-command.ts";

/** How long a command waits for a charger that is away. */
const OFFLINE_WAIT_SECONDS = 300;
/** How long a command that must not come late waits for its turn behind another one. */
const TURN_WAIT_SECONDS = 60;

export interface NewCommand {
  readonly commandId: string;
  readonly operatorId: string;
  readonly chargerId: string;
  /** An entry of CSMS_ACTIONS. */
  readonly action: {
    readonly action: string;
    readonly whenOffline: "fail" | "queue";
    readonly deadlineSeconds: number;
    readonly isSafeToRepeat: boolean;
  };
  readonly payload: Readonly<Record<string, unknown>>;
  /** Whether the charger has a connection now. */
  readonly connected: boolean;
  readonly createdBy: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
}

/** A command as it begins: queued, or failed at once where the charger is away and a late delivery would surprise people. */
export function newCommand(input: NewCommand): Command {
  const { action, connected, ...rest } = input;
  const waitSeconds = action.whenOffline === "queue" ? OFFLINE_WAIT_SECONDS : TURN_WAIT_SECONDS;
  const queued: Command = {
    ...rest,
    action: action.action,
    whenOffline: action.whenOffline,
    deadlineSeconds: action.deadlineSeconds,
    isSafeToRepeat: action.isSafeToRepeat,
    state: "queued",
    queueUntil: afterSeconds(rest.createdAt, waitSeconds),
  };
  if (connected || action.whenOffline === "queue") return queued;
  return refused(queued, "charger.offline", "The charger has no connection.", rest.createdAt);
}
