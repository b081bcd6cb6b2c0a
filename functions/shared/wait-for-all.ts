import type { Command } from "#domain/commands/command.ts";
import { isFinal } from "#domain/commands/command.ts";
import { preferredWaitSeconds } from "#functions/rest/commands/prefer-wait.ts";
import { realTime, waitForCommand } from "#functions/rest/commands/wait-for-command.ts";

/** Commands as they are when all are final, or when the caller has waited as long as they said; at once where they said nothing. */
export async function waitForAll(
  commands: readonly Command[],
  prefer: string | undefined,
  read: (commandId: string) => Promise<Command | undefined>,
): Promise<{ readonly commands: readonly Command[]; readonly status: 200 | 202 }> {
  const seconds = preferredWaitSeconds(prefer);
  if (seconds === undefined) return { commands, status: 202 };
  const latest = await Promise.all(
    commands.map((command) =>
      waitForCommand(command, seconds, { ...realTime, read: () => read(command.commandId) }),
    ),
  );
  return { commands: latest, status: latest.every(isFinal) ? 200 : 202 };
}
