/** A message that we send to a charger, and what became of it. */
export interface Command {
  /** Sorts by creation, and is the OCPP message id of the CALL. */
  readonly commandId: string;
  readonly operatorId: string;
  readonly chargerId: string;
  /** An action of CSMS_ACTIONS. */
  readonly action: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** `queued` until sent, `sent` until the charger answers or the deadline passes. The other three are final. */
  readonly state: "queued" | "sent" | "answered" | "failed" | "timed-out";
  readonly createdAt: string;
  /** The subject of the person or client that asked for it. */
  readonly createdBy: string;
  /** The job of which it is a part. */
  readonly commandJobId?: string;
  /** What becomes of it when the charger has no connection. */
  readonly whenOffline: "fail" | "queue";
  /** When it stops waiting for its turn and a connection, while queued. */
  readonly queueUntil: string;
  /** When it is tried again, while queued: the last try met a socket that took nothing. */
  readonly notBefore?: string;
  /** How long the charger has to answer. */
  readonly deadlineSeconds: number;
  /** Whether a charger that may have carried it out can be told again. */
  readonly isSafeToRepeat: boolean;
  /** Of the last sending; a command that waits again keeps it. */
  readonly sentAt?: string;
  /** The connection that it went over last. */
  readonly sentTo?: string;
  /** When an answer comes too late, once sent. */
  readonly answerBy?: string;
  readonly finishedAt?: string;
  /** The payload of the CALLRESULT; of one that breaks its schema, `{ raw }` with the beginning of its text. */
  readonly response?: Readonly<Record<string, unknown>>;
  /** Why it failed: a CALLERROR's code and description, or a CommandErrorCode. */
  readonly error?: { readonly code: string; readonly description: string };
}

export const FINAL_COMMAND_STATES = ["answered", "failed", "timed-out"] as const;

/** The codes that we give ourselves; a charger's CALLERROR brings its own. */
export type CommandErrorCode =
  | "charger.cut-off"
  | "charger.offline"
  | "command.not-supported"
  | "response.invalid";

/** The charger that a command is for. */
export interface ChargerAddress {
  readonly operatorId: string;
  readonly chargerId: string;
}

/** Whether nothing can change the command any more. */
export function isFinal(command: Command): boolean {
  return (FINAL_COMMAND_STATES as readonly string[]).includes(command.state);
}
