import type { ChargerConnection } from "../fleet/charger.ts";
import type { ChargerAddress, Command } from "./command.ts";

/** The command whose turn it is: the one that the charger has not answered yet, else the oldest that waits. */
export interface QueueHead {
  readonly commandId: string;
  /** Absent where the place in the queue has outlived its command. */
  readonly command: Command | undefined;
}

/**
 * The commands of each charger, in order, at most one of them outstanding. Each change names the state it starts from
 * and gives false, without effect, when somebody else was faster.
 */
export interface CommandQueue {
  /** Sees every change that was finished before the call. */
  readonly head: (charger: ChargerAddress) => Promise<QueueHead | undefined>;
  /** From queued to sent. Gives false also where another command of the charger is outstanding. */
  readonly markSent: (sent: Command) => Promise<boolean>;
  /** From sent back to queued, with its place kept; only of the sending that it names. */
  readonly requeue: (queued: Command) => Promise<boolean>;
  /** From the given state to a final one, where that is sent, only of the sending that it names; gives up its place. */
  readonly finish: (finished: Command, from: "queued" | "sent") => Promise<boolean>;
  /** Removes a place whose command needs it no longer. */
  readonly leave: (charger: ChargerAddress, commandId: string) => Promise<void>;
}

/** Where a charger can be reached now; undefined while it is away. */
export type ConnectionLookup = (charger: ChargerAddress) => Promise<ChargerConnection | undefined>;

/** The socket of a charger. Other failures are thrown. */
export interface ChargerSocket {
  /** `gone`: nobody is there; `busy`: not taken, try again. In both cases the charger did not get it. */
  readonly post: (connectionId: string, text: string) => Promise<"posted" | "gone" | "busy">;
}

/** A reason to look at a charger's queue. */
export interface Wake extends ChargerAddress {
  /** The command that it is about; without one, it is about whichever is at the head. */
  readonly commandId?: string;
  /** Of the timer behind an answer's deadline: which sending of the command it was set for. */
  readonly sentAt?: string;
}

/** Wakes a queue later, at least once, not before the delay is over (at most 900 seconds). */
export interface CommandTimer {
  readonly schedule: (wake: Wake, delaySeconds: number) => Promise<void>;
}
