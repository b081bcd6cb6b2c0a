import { inspectJson } from "./inspect-json.ts";
import { MESSAGE_ID_LENGTH, type MessageId, readMessageId } from "./message-id.ts";

/** Nothing in OCPP nests half as deep; what does is an attack on whatever walks it. */
const DEEPEST_NESTING = 32;

/** What a frame departed in from the specification without harm. */
type FrameDeviation =
  | "message-id-number"
  | "message-id-long"
  | "payload-missing"
  | "error-code-invalid"
  | "error-description-invalid"
  | "error-details-invalid";

/** What makes a frame's content doubtful: refused as badly formed, unless the message carries money. */
export type FrameFault =
  | "duplicate-key"
  | "message-id-number"
  | "too-deep"
  | "payload-missing"
  | "payload-not-object"
  | "extra-elements";

export interface CallFrame extends ReadFrame {
  readonly kind: "call";
  readonly action: string;
  /** `{}` where the charger sent nothing or null; not yet validated. */
  readonly payload: unknown;
}

export interface CallResultFrame extends ReadFrame {
  readonly kind: "call-result";
  readonly payload: unknown;
}

export interface CallErrorFrame extends ReadFrame {
  readonly kind: "call-error";
  readonly code: string;
  readonly description: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What is no frame at all, or one that lacks what an answer needs. */
export interface MalformedFrame {
  readonly kind: "malformed";
  readonly reason: MalformedReason;
  readonly messageId?: MessageId;
}

export type MalformedReason =
  | "not-text"
  | "empty"
  | "not-json"
  | "not-an-array"
  | "message-type-unknown"
  | "message-id-invalid"
  | "action-invalid"
  /** A CALLRESULT or CALLERROR without a usable id; never answered. */
  | "answer-without-id";

export type Frame = CallFrame | CallResultFrame | CallErrorFrame | MalformedFrame;

interface ReadFrame {
  readonly messageId: MessageId;
  readonly deviations: readonly FrameDeviation[];
  readonly faults: readonly FrameFault[];
}

/** Reads what came over the socket (OCPP-J 1.6 §4, 2.0.1 part 4 §4); takes anything and never throws. */
export function parseFrame(raw: unknown): Frame {
  if (typeof raw !== "string") return { kind: "malformed", reason: "not-text" };
  if (raw.trim() === "") return { kind: "malformed", reason: "empty" };
  const elements = parseJson(raw);
  if (elements === undefined) return { kind: "malformed", reason: "not-json" };
  if (!Array.isArray(elements)) return { kind: "malformed", reason: "not-an-array" };
  const [type, id] = elements;
  const messageId = readMessageId(id);
  switch (type) {
    case 2:
      return readCall(raw, elements, messageId);
    case 3:
    case 4:
      if (messageId === undefined) return { kind: "malformed", reason: "answer-without-id" };
      return type === 3
        ? readCallResult(raw, elements, messageId)
        : readCallError(raw, elements, messageId);
    default:
      return malformed("message-type-unknown", messageId);
  }
}

function readCall(raw: string, elements: readonly unknown[], messageId?: MessageId): Frame {
  if (messageId === undefined) return malformed("message-id-invalid");
  const action = elements[2];
  if (typeof action !== "string" || action === "") return malformed("action-invalid", messageId);
  const { payload, deviations } = readPayload(elements[3]);
  return {
    kind: "call",
    messageId,
    action,
    payload,
    deviations: [...longIdDeviations(messageId), ...deviations],
    faults: [
      ...numericIdFaults(messageId),
      ...missingFaults(elements, 4),
      ...payloadFaults(payload),
      ...textFaults(raw),
      ...lengthFaults(elements, 4),
    ],
  };
}

function readCallResult(raw: string, elements: readonly unknown[], messageId: MessageId): Frame {
  const { payload, deviations } = readPayload(elements[2]);
  return {
    kind: "call-result",
    messageId,
    payload,
    deviations: [...idDeviations(messageId), ...deviations],
    faults: [...payloadFaults(payload), ...textFaults(raw), ...lengthFaults(elements, 3)],
  };
}

function readCallError(raw: string, elements: readonly unknown[], messageId: MessageId): Frame {
  const [, , code, description, details] = elements;
  const deviations: FrameDeviation[] = [...idDeviations(messageId)];
  if (typeof code !== "string") deviations.push("error-code-invalid");
  if (typeof description !== "string") deviations.push("error-description-invalid");
  if (!isObject(details)) deviations.push("error-details-invalid");
  return {
    kind: "call-error",
    messageId,
    code: typeof code === "string" ? code : "GenericError",
    description: typeof description === "string" ? description : "",
    details: isObject(details) ? details : {},
    deviations,
    faults: [...textFaults(raw), ...lengthFaults(elements, 5)],
  };
}

function readPayload(payload: unknown): Pick<CallFrame, "payload" | "deviations"> {
  if (payload !== undefined && payload !== null) return { payload, deviations: [] };
  return { payload: {}, deviations: ["payload-missing"] };
}

function idDeviations(messageId: MessageId): FrameDeviation[] {
  return [...numericIdFaults(messageId), ...longIdDeviations(messageId)];
}

function longIdDeviations(messageId: MessageId): ["message-id-long"] | [] {
  const isLong = typeof messageId === "string" && messageId.length > MESSAGE_ID_LENGTH;
  return isLong ? ["message-id-long"] : [];
}

/** A message id is a text (1.6J §4.1.4): its sender hears of it, unless money is at stake. */
function numericIdFaults(messageId: MessageId): ["message-id-number"] | [] {
  return typeof messageId === "number" ? ["message-id-number"] : [];
}

function payloadFaults(payload: unknown): FrameFault[] {
  return isObject(payload) ? [] : ["payload-not-object"];
}

function textFaults(raw: string): FrameFault[] {
  const { depth, hasDuplicateKeys } = inspectJson(raw);
  const faults: FrameFault[] = [];
  if (hasDuplicateKeys) faults.push("duplicate-key");
  if (depth > DEEPEST_NESTING) faults.push("too-deep");
  return faults;
}

/** A call names its payload, be it `{}` or null (1.6J §4.2.1); who cut the message short may have cut off more. */
function missingFaults(elements: readonly unknown[], length: number): FrameFault[] {
  return elements.length < length ? ["payload-missing"] : [];
}

function lengthFaults(elements: readonly unknown[], length: number): FrameFault[] {
  return elements.length > length ? ["extra-elements"] : [];
}

function malformed(reason: MalformedReason, messageId?: MessageId): MalformedFrame {
  return { kind: "malformed", reason, ...(messageId !== undefined && { messageId }) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
