import type { Command } from "./command.ts";

/** What an answer is that no command waits for, by the command of its id, if the charger was ever sent one. */
export type UnsolicitedAnswer =
  | "ocpp.answer-never-asked"
  | "ocpp.answer-repeated"
  | "ocpp.answer-too-late";

/** Tells a slow charger and a repeated message from one that answers what nobody asked it. */
export function unsolicitedAnswer(command: Pick<Command, "state"> | undefined): UnsolicitedAnswer {
  if (command?.state === "timed-out") return "ocpp.answer-too-late";
  const hasAnswer = command?.state === "answered" || command?.state === "failed";
  return hasAnswer ? "ocpp.answer-repeated" : "ocpp.answer-never-asked";
}
