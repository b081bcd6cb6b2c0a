import { CHARGER_ACTIONS, type ChargerAction, type OcppVersion } from "#ocpp/actions.ts";
import {
  type CallErrorBody,
  callError,
  callErrorFromFault,
  callErrorFromMalformed,
} from "#ocpp/call-error.ts";
import type { CallFrame, MalformedFrame } from "#ocpp/frame.ts";
import { type MessageId, UNREADABLE_MESSAGE_ID } from "#ocpp/message-id.ts";

const ACTIONS: readonly ChargerAction[] = CHARGER_ACTIONS;

export interface Refusal {
  readonly messageId: MessageId;
  readonly error: CallErrorBody;
}

/** The CALLERROR that a frame which no other function takes is owed; undefined where its version wants silence. */
export function refusalOf(
  version: OcppVersion,
  frame: CallFrame | MalformedFrame,
): Refusal | undefined {
  if (frame.kind === "call")
    return { messageId: frame.messageId, error: errorOfCall(version, frame) };
  const error = callErrorFromMalformed(version, frame);
  if (!error) return undefined;
  if (frame.messageId !== undefined) return { messageId: frame.messageId, error };
  // 2.0.1 part 4 §4.2.3 answers under "-1"; 1.6J knows no such id, and a charger would not know what was meant.
  return version === "ocpp2.0.1" ? { messageId: UNREADABLE_MESSAGE_ID, error } : undefined;
}

function errorOfCall(version: OcppVersion, { action, faults }: CallFrame): CallErrorBody {
  // It has a function of its own that API Gateway did not choose: ask for it again, for it may carry money.
  if (ACTIONS.some((known) => known.action === action && known.versions.includes(version))) {
    return callError(version, "internal", "the message could not be processed; send it again");
  }
  const [fault] = faults;
  if (fault !== undefined) return callErrorFromFault(version, fault);
  return callError(version, "not-implemented", `this is not an action of ${version}`);
}
