import type { Command, CommandErrorCode } from "./command.ts";

/** What an answer is that no command waits for, by the command of its id, if the charger was ever sent one. */
export type UnsolicitedAnswer =
  | "ocpp.answer-never-asked"
  | "ocpp.answer-repeated"
  | "ocpp.answer-too-late";

/** Failures that say that we no longer wait, and nothing of what the charger did. */
const GIVEN_UP: readonly string[] = ["charger.cut-off"] satisfies readonly CommandErrorCode[];

/** Tells a slow charger and a repeated message from one that answers what nobody asked it. */
export function unsolicitedAnswer(
  command: Pick<Command, "state" | "error"> | undefined,
): UnsolicitedAnswer {
  const isGivenUp = GIVEN_UP.includes(command?.error?.code ?? "");
  if (command?.state === "timed-out" || isGivenUp) return "ocpp.answer-too-late";
  const hasAnswer = command?.state === "answered" || command?.state === "failed";
  return hasAnswer ? "ocpp.answer-repeated" : "ocpp.answer-never-asked";
}
