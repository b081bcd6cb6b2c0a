import type { Command } from "#domain/commands/command.ts";
import type { LocalList } from "#domain/local-lists/local-list.ts";
import { afterNoVersion, afterSend, afterVersion } from "#domain/local-lists/take-list-answer.ts";
import { outcomeWord } from "#functions/shared/charger-command.ts";

/** A list after the end of a command that was about it; undefined where nothing follows from it. */
export function afterCommand(list: LocalList, command: Command): LocalList | undefined {
  const { commandId, action, response, error, finishedAt = command.createdAt } = command;
  // A charger without local lists may not know the action at all.
  const word =
    error?.code === "NotImplemented" ? "NotSupported" : (error?.code ?? outcomeWord(command));
  if (word === undefined) return undefined;
  if (action === "GetLocalListVersion" && finishedAt <= (list.reportedAt ?? "")) return undefined;
  if (action === "SendLocalList") return afterSend(list, commandId, word, finishedAt);
  const version = response?.["listVersion"] ?? response?.["versionNumber"];
  if (command.state !== "answered" || typeof version !== "number") {
    return afterNoVersion(list, word, finishedAt);
  }
  return afterVersion(list, version, finishedAt);
}
