import type { Command } from "#domain/commands/command.ts";
import type { CommandSight } from "#domain/payments/step.ts";

/** What became of a start command, in the words of a payment. */
export function commandSight(command: Command | undefined): CommandSight {
  switch (command?.state) {
    case undefined:
      return "missing";
    case "queued":
    case "sent":
      return "under-way";
    case "answered":
      return command.response?.["status"] === "Accepted" ? "accepted" : "rejected";
    case "failed":
      return command.error?.code === "charger.offline" ? "offline" : "rejected";
    case "timed-out":
      return "silent";
  }
}
