import { FINAL_COMMAND_STATES } from "#domain/commands/command.ts";
import type { EventFacts } from "./event-stamp.ts";

/** What a command's item has that an event may say; its payload and response are nobody else's business. */
export interface StoredCommand {
  readonly operatorId: string;
  readonly chargerId: string;
  readonly commandId: string;
  readonly action: string;
  readonly state: string;
  readonly createdAt: string;
  readonly createdBy?: string;
  readonly finishedAt?: string;
  readonly error?: { readonly code: string };
  readonly commandJobId?: string;
}

/** How payments name themselves on their commands. */
const PAYMENT = "payment:";

/** A charger puts any text into a CALLERROR's code; what no code looks like stays out of events. */
const CODE = /^[A-Za-z.-]{1,64}$/;

/** Whether a command is new, or has just reached a final state. */
export function commandEvents(
  before: StoredCommand | undefined,
  after: StoredCommand,
): EventFacts[] {
  if (!before && after.state === "queued") {
    const { operatorId, chargerId, commandId, action, createdAt: occurredAt } = after;
    return [{ type: "CommandCreated", operatorId, chargerId, commandId, action, occurredAt }];
  }
  const state = FINAL_COMMAND_STATES.find((final) => final === after.state);
  if (state === undefined || state === before?.state) return [];
  const { operatorId, chargerId, commandId, action, finishedAt, createdAt, error } = after;
  const { commandJobId } = after;
  return [
    {
      type: "CommandFinished",
      operatorId,
      chargerId,
      commandId,
      action,
      state,
      ...(commandJobId !== undefined && { commandJobId }),
      ...paymentOf(after),
      ...(error && CODE.test(error.code) && { errorCode: error.code }),
      occurredAt: finishedAt ?? createdAt,
    },
  ];
}

function paymentOf({ createdBy = "" }: StoredCommand): { readonly paymentId?: string } {
  return createdBy.startsWith(PAYMENT) ? { paymentId: createdBy.slice(PAYMENT.length) } : {};
}
