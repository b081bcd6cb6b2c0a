import type { ChargerAddress, Command } from "./command.ts";
import type { CommandQueue } from "./command-queue.ts";
import { answered, failed, unreadable } from "./finish-command.ts";

/** What a charger said to a call of ours, as far as it could be read. */
export type Answer =
  | { readonly kind: "response"; readonly response: Readonly<Record<string, unknown>> }
  | { readonly kind: "unreadable"; readonly text: string; readonly description: string }
  | { readonly kind: "refusal"; readonly code: string; readonly description: string };

export interface AnswerPorts {
  readonly queue: Pick<CommandQueue, "finish">;
  readonly find: (
    operatorId: string,
    chargerId: string,
    commandId: string,
  ) => Promise<Command | undefined>;
}

/** The queue may send a command again, or time may run out, between reading and writing. */
const ATTEMPTS = 3;

/**
 * Ends the command that a charger's answer is for: looks it up among that charger's own, reads the answer by what was
 * asked, and frees the queue. One that waits again, because the connection that it was sent over went, is answered by
 * what came over that too. Undefined, without effect, when nobody waits for this answer (any more).
 */
export async function takeAnswer(
  received: ChargerAddress & { readonly messageId: string; readonly receivedAt: string },
  read: (asked: Command) => Answer,
  ports: AnswerPorts,
): Promise<Command | undefined> {
  const { operatorId, chargerId, messageId, receivedAt } = received;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const command = await ports.find(operatorId, chargerId, messageId);
    const { state } = command ?? {};
    const isAwaited = state === "sent" || (state === "queued" && command?.sentAt !== undefined);
    if (!command || !isAwaited) return undefined;
    const finished = finishedBy(command, read(command), receivedAt);
    if (await ports.queue.finish(finished, state)) return finished;
  }
  return undefined;
}

function finishedBy(command: Command, answer: Answer, receivedAt: string): Command {
  switch (answer.kind) {
    case "response":
      return answered(command, answer.response, receivedAt);
    case "unreadable":
      return unreadable(command, answer, receivedAt);
    case "refusal":
      return failed(command, answer, receivedAt);
  }
}
