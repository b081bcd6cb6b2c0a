import type { Command } from "../commands/command.ts";

/** One command to many chargers, one after the other at a rate. */
export interface CommandJob {
  readonly operatorId: string;
  readonly commandJobId: string;
  /** An action of CSMS_ACTIONS. */
  readonly action: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Of charger ids and payload; what a second person approves is bound to it. */
  readonly digest: string;
  /** `running` until nobody stops it; it is over when as many outcomes are counted as there are chargers. */
  readonly state: "awaiting-approval" | "running" | "cancelled";
  readonly chargers: number;
  readonly perMinute: number;
  /** How many chargers have their command, from the first on. */
  readonly commanded: number;
  /** When the next ones get theirs. */
  readonly notBefore?: string;
  /** How commands ended, and how many did so; the keys are those of `outcomeOf`. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly createdAt: string;
  /** The subject of the person who asked for it. */
  readonly createdBy: string;
  readonly updatedAt: string;
  /** When the last outcome so far was counted. */
  readonly lastFinishedAt?: string;
  readonly version: number;
}

/** What became of a job at one charger. */
export interface CommandJobCharger {
  readonly chargerId: string;
  /** Absent where there was no such charger any more. */
  readonly commandId?: string;
  readonly outcome?: string;
}

/** More chargers are several jobs. */
export const MOST_CHARGERS = 10_000;
/** How many charger ids one item holds. */
export const CHARGERS_A_PART = 500;

/** CALLERROR codes of both versions; a charger may write anything in their place. */
const CALL_ERRORS = [
  "FormatViolation",
  "FormationViolation",
  "GenericError",
  "InternalError",
  "MessageTypeNotSupported",
  "NotImplemented",
  "NotSupported",
  "OccurenceConstraintViolation",
  "OccurrenceConstraintViolation",
  "PropertyConstraintViolation",
  "ProtocolError",
  "RpcFrameworkError",
  "SecurityError",
  "TypeConstraintViolation",
];
const OUR_ERRORS = [
  "charger.cut-off",
  "charger.offline",
  "command.not-supported",
  "response.invalid",
];
/** The outcome at a charger that was deleted before its turn. */
export const NO_CHARGER = "charger.not-found";

/** How a command ended, in one word of a list that has an end: the answered status, why it failed, or `timed-out`. */
export function outcomeOf({ state, response, error }: Command): string {
  if (state === "timed-out") return "timed-out";
  if (state === "answered") {
    const status = response?.["status"];
    return typeof status === "string" ? status : "Answered";
  }
  const code = error?.code ?? "";
  return [...CALL_ERRORS, ...OUR_ERRORS].includes(code) ? code : "other-error";
}

/** How many commands of a job are over. */
export function finishedOf({ outcomes }: Pick<CommandJob, "outcomes">): number {
  return Object.values(outcomes).reduce((sum, count) => sum + count, 0);
}

/** A job's state in one word: what is stored, or `done` once there is nothing left to wait for. */
export function stateOf(job: CommandJob): CommandJob["state"] | "done" {
  const { state, chargers, commanded } = job;
  if (state === "running" && commanded === chargers && finishedOf(job) === chargers) return "done";
  return state;
}
