import type { CallErrorBody } from "./call-error.ts";
import type { MessageId } from "./message-id.ts";

type Payload = Readonly<Record<string, unknown>> | object;

/** Longest errorDescription of both versions. */
const DESCRIPTION_LENGTH = 255;

/** The text of a CALL; keys go out in the order they have. */
export function encodeCall(messageId: string, action: string, payload: Payload): string {
  return JSON.stringify([2, messageId, action, payload]);
}

/** The text of the CALLRESULT that answers the call of that id. */
export function encodeCallResult(messageId: MessageId, payload: Payload): string {
  return JSON.stringify([3, messageId, payload]);
}

/** The text of the CALLERROR that answers the call of that id; details stay empty, so that nothing leaks in them. */
export function encodeCallError(messageId: MessageId, error: CallErrorBody): string {
  return JSON.stringify([
    4,
    messageId,
    error.code,
    error.description.slice(0, DESCRIPTION_LENGTH),
    {},
  ]);
}
