/** A message that we send to a charger, and what became of it. */
export interface Command {
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
  /** When it stops waiting for a connection, while queued. */
  readonly queueUntil: string;
  readonly deadlineSeconds: number;
  readonly sentAt?: string;
  /** When an answer comes too late, once sent. */
  readonly answerBy?: string;
  readonly finishedAt?: string;
  /** The payload of the CALLRESULT. */
  readonly response?: Readonly<Record<string, unknown>>;
  /** Why it failed: a CALLERROR's code and description, or `charger.offline`, `response.invalid`. */
  readonly error?: { readonly code: string; readonly description: string };
}

export const FINAL_COMMAND_STATES = ["answered", "failed", "timed-out"] as const;
