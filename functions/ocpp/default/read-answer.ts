import type { Command } from "#domain/commands/command.ts";
import type { Answer } from "#domain/commands/take-answer.ts";
import type { OcppVersion } from "#ocpp/actions.ts";
import { csmsResponse } from "#ocpp/csms-responses.ts";
import { describeSchemaError } from "#ocpp/describe-schema-error.ts";
import type { CallErrorFrame, CallResultFrame } from "#ocpp/frame.ts";
import type { Deviation } from "#ocpp/normalise/deviation.ts";
import { normalise } from "#ocpp/normalise/normalise.ts";

/** Reads a charger's answer by the schema of what it was asked; what cannot be read keeps its text. */
export function readAnswer(
  asked: Command,
  frame: CallResultFrame | CallErrorFrame,
  received: {
    readonly version: OcppVersion;
    readonly text: string;
    readonly receivedAt: string;
    /** Takes what was mended in the answer. */
    readonly note: (deviations: readonly Deviation[]) => void;
  },
): Answer {
  if (frame.kind === "call-error") {
    return { kind: "refusal", code: frame.code, description: frame.description };
  }
  const { version, text } = received;
  const [fault] = frame.faults;
  if (fault !== undefined) return { kind: "unreadable", text, description: fault };
  const validate = csmsResponse(version, asked.action);
  if (!validate) return { kind: "unreadable", text, description: `${version} has no such action` };
  const read = normalise(validate, frame.payload, received.receivedAt);
  received.note(read.ok ? read.deviations : []);
  if (read.ok) return { kind: "response", response: read.value };
  return { kind: "unreadable", text, description: describeSchemaError(read.errors[0]) };
}
