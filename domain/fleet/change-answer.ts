import type { Command } from "../commands/command.ts";

/** What a charger's answer means for the change that the command is a step of. */
export type ChangeAnswer =
  | { readonly kind: "accepted" }
  | { readonly kind: "refused"; readonly refusal: string }
  /** It may have been carried out, nobody knows. */
  | { readonly kind: "unanswered" };

/** The words by which a charger takes a setting, a network profile, a restart or a certificate on. */
const TAKEN = ["Accepted", "RebootRequired", "Scheduled"];
/** A charger puts any text into a CALLERROR's code; what no code looks like is not kept. */
const CODE = /^[A-Za-z.-]{1,64}$/;

/** Reads the end of a command that changes a charger's security settings. */
export function changeAnswer(command: Command): ChangeAnswer {
  if (command.state === "timed-out") {
    return command.sentAt === undefined
      ? { kind: "refused", refusal: "charger.offline" }
      : { kind: "unanswered" };
  }
  if (command.state === "failed") {
    const code = command.error?.code ?? "";
    if (code === "response.invalid") return { kind: "unanswered" };
    return { kind: "refused", refusal: CODE.test(code) ? code : "CallError" };
  }
  const words = wordsOf(command.response ?? {});
  const refusal = words.find((word) => !TAKEN.includes(word));
  if (words.length === 0) return { kind: "unanswered" };
  return refusal === undefined ? { kind: "accepted" } : { kind: "refused", refusal };
}

/** The statuses of an answer that has passed its schema: one, or one for each variable (SetVariables). */
function wordsOf(response: Readonly<Record<string, unknown>>): readonly string[] {
  const { status, setVariableResult } = response as {
    readonly status?: unknown;
    readonly setVariableResult?: readonly { readonly attributeStatus?: unknown }[];
  };
  const results = Array.isArray(setVariableResult) ? setVariableResult : [];
  return [status, ...results.map(({ attributeStatus }) => attributeStatus)].filter(
    (word) => typeof word === "string",
  );
}
