import type { OcppVersion } from "#ocpp/actions.ts";
import { parseFrame } from "#ocpp/frame.ts";
import type { FuzzTarget } from "./handlers-of-version.ts";

/** What is wrong with an answer; undefined where it is as it must be. */
export function faultOfAnswer(
  text: string,
  answer: { readonly statusCode: number; readonly body?: string } | undefined,
  targets: readonly FuzzTarget[],
): string | undefined {
  const asked = parseFrame(text);
  if (answer?.statusCode !== 200) return "the function did not end well";
  const answered = answer.body === undefined ? undefined : parseFrame(answer.body);
  if (asked.kind === "call-result" || asked.kind === "call-error") {
    return answered === undefined ? undefined : "an answer was answered";
  }
  if (answered?.kind === "malformed" || answered?.kind === "call") return "the answer is no answer";
  if (asked.kind !== "call") return undefined;
  const target = targets.find(({ action }) => action === asked.action);
  if (target === undefined) return undefined;
  if (answered === undefined) return "a call was not answered";
  if (!Object.is(answered.messageId, asked.messageId)) return "the answer has another id";
  if (answered.kind !== "call-error") return undefined;
  if (target.transactional) return "a message that carries money was refused";
  return answered.code === "InternalError" ? "a message met a fault of ours" : undefined;
}

/** How the seed, and with it every frame, differs between the versions. */
export function seedOf(version: OcppVersion, seed: number): number {
  return version === "ocpp1.6" ? seed : seed ^ 0x5bd1e995;
}
