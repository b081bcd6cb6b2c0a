import type { Command } from "#domain/commands/command.ts";
import type { Answer } from "#domain/commands/take-answer.ts";
import type { OcppVersion } from "#ocpp/actions.ts";
import { csmsCodec } from "#ocpp/csms-codecs.ts";
import { describeSchemaError } from "#ocpp/describe-schema-error.ts";
import type { CallErrorFrame, CallResultFrame } from "#ocpp/frame.ts";

/** Reads a charger's answer by the schema of what it was asked; what cannot be read keeps its text. */
export function readAnswer(
  asked: Command,
  frame: CallResultFrame | CallErrorFrame,
  received: { readonly version: OcppVersion; readonly text: string },
): Answer {
  if (frame.kind === "call-error") {
    return { kind: "refusal", code: frame.code, description: frame.description };
  }
  const { version, text } = received;
  const [fault] = frame.faults;
  if (fault !== undefined) return { kind: "unreadable", text, description: fault };
  const checked = csmsCodec(version, asked.action)?.validateResponse(frame.payload);
  if (checked?.ok) return { kind: "response", response: checked.value };
  const description = checked
    ? describeSchemaError(checked.errors[0])
    : `${version} has no such action`;
  return { kind: "unreadable", text, description };
}
