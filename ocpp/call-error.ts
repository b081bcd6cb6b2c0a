import type { OcppVersion } from "./actions.ts";
import { type CallErrorCode, type CallErrorKind, callErrorCode } from "./call-error-code.ts";
import { describeSchemaError } from "./describe-schema-error.ts";
import type { FrameFault, MalformedFrame, MalformedReason } from "./frame.ts";
import { meaningOf } from "./schema-keyword.ts";
import type { SchemaError } from "./validate.ts";

/** What a CALLERROR says. */
export interface CallErrorBody {
  readonly code: CallErrorCode;
  readonly description: string;
}

/** A CALLERROR in the version's spelling, for refusals that come from no schema. */
export function callError(
  version: OcppVersion,
  kind: CallErrorKind,
  description: string,
): CallErrorBody {
  return { code: callErrorCode(version, kind), description };
}

/** The CALLERROR for a payload that breaks its schema: the first broken rule, its place, never the value. */
export function callErrorFromValidation(
  version: OcppVersion,
  errors: readonly [SchemaError, ...SchemaError[]],
): CallErrorBody {
  const [error] = errors;
  // A payload that is no object is not a matter of one field; ProtocolError is what testers of both versions take.
  const isPayloadItself = error.keyword === "type" && error.instancePath === "";
  const kind = isPayloadItself ? "protocol" : meaningOf(error.keyword).kind;
  return callError(version, kind, describeSchemaError(error));
}

const FAULTS = {
  "duplicate-key": { kind: "format", description: "an object has the same key twice" },
  "extra-elements": { kind: "format", description: "the message has too many elements" },
  "message-id-number": { kind: "protocol", description: "the message id is not a text" },
  "payload-missing": { kind: "protocol", description: "the payload is missing" },
  "payload-not-object": { kind: "protocol", description: "the payload is not an object" },
  "too-deep": { kind: "format", description: "the message is nested too deep" },
} as const satisfies Record<FrameFault, { kind: CallErrorKind; description: string }>;

/** The CALLERROR for a call whose form is at fault; not for messages that carry money, which are stored instead. */
export function callErrorFromFault(version: OcppVersion, fault: FrameFault): CallErrorBody {
  return callError(version, FAULTS[fault].kind, FAULTS[fault].description);
}

const MALFORMED = {
  "action-invalid": { kind: "format", description: "the action is not a text" },
  "answer-without-id": undefined,
  empty: undefined,
  "message-id-invalid": { kind: "framework", description: "the message id is not usable" },
  "message-type-unknown": { kind: "message-type", description: "unknown message type" },
  "not-an-array": { kind: "framework", description: "the message is not an array" },
  "not-json": { kind: "framework", description: "the message is not JSON" },
  "not-text": { kind: "framework", description: "the message is not text" },
} as const satisfies Record<
  MalformedReason,
  { kind: CallErrorKind; description: string } | undefined
>;

/** The CALLERROR for what is no call, or undefined where the version wants silence. */
export function callErrorFromMalformed(
  version: OcppVersion,
  { reason }: MalformedFrame,
): CallErrorBody | undefined {
  // 1.6J §4.1.3: message types that are not listed are ignored.
  if (reason === "message-type-unknown" && version === "ocpp1.6") return undefined;
  const meaning = MALFORMED[reason];
  return meaning && callError(version, meaning.kind, meaning.description);
}
