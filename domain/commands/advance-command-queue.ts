import { secondsBetween } from "./clock.ts";
import { type Command, isFinal } from "./command.ts";
import type { QueueHead, Wake } from "./command-queue.ts";
import { cutOff } from "./cut-off.ts";
import { refused, timedOut } from "./finish-command.ts";
import { type AdvancePorts, sendCommand } from "./send-command.ts";

/** More would only be met if a charger had so many expired commands at once; each one's removal wakes the queue again. */
const COMMANDS_A_RUN = 25;

/**
 * Brings a charger's queue as far as it can go now. For the command at its head, in this order: a place that outlived
 * its command is removed; a deadline that passed ends the command; an outstanding command holds the queue, unless its
 * connection went: then it waits again or fails; a queued one is sent if the charger is connected, else fails or waits.
 * Safe to run twice at once, and again after a failure.
 */
export async function advanceCommandQueue(wake: Wake, ports: AdvancePorts): Promise<void> {
  let reason: Wake = wake;
  for (let turn = 0; turn < COMMANDS_A_RUN; turn++) {
    const head = await ports.queue.head(wake);
    if (!head || isOutdated(reason, head)) return;
    const { commandId, command } = head;
    if (!command || isFinal(command)) await ports.queue.leave(wake, commandId);
    else if ((await advanceCommand(command, reason, ports)) === "holds") return;
    const { operatorId, chargerId } = wake;
    reason = { operatorId, chargerId };
  }
}

/** Whether the timer was set for a sending that is over. */
function isOutdated({ commandId, sentAt }: Wake, head: QueueHead): boolean {
  if (sentAt === undefined) return false;
  return head.commandId !== commandId || head.command?.sentAt !== sentAt;
}

async function advanceCommand(
  command: Command,
  reason: Wake,
  ports: AdvancePorts,
): Promise<"holds" | "finished"> {
  if (command.state === "sent") return watchOverSent(command, reason, ports);
  const now = ports.now();
  const { queueUntil, notBefore = now } = command;
  if (queueUntil <= now) {
    await ports.queue.finish(timedOut(command, now), "queued");
    return "finished";
  }
  if (notBefore > now) return waitUntil(notBefore, command, reason, ports);

  const connection = await ports.connectionOf(command);
  if (connection) return sendCommand(command, connection, ports);
  if (command.whenOffline === "queue") return waitUntil(queueUntil, command, reason, ports);
  const description = "The charger has no connection.";
  await ports.queue.finish(refused(command, "charger.offline", description, now), "queued");
  return "finished";
}

/** Ends the waiting for an answer: by its deadline, or because the connection that it could come over is gone. */
async function watchOverSent(
  command: Command,
  reason: Wake,
  ports: AdvancePorts,
): Promise<"holds" | "finished"> {
  const connection = await ports.connectionOf(command);
  const now = ports.now();
  const { answerBy = now } = command;
  const cut = cutOff(command, connection, now);
  if (cut?.verdict === "repeat") {
    await ports.queue.requeue(cut.queued);
    return "finished";
  }
  if (cut?.verdict === "fail") {
    await ports.queue.finish(cut.failed, "sent");
    return "finished";
  }
  if (cut?.verdict === "wait" && cut.until < answerBy) {
    const { operatorId, chargerId, commandId, sentAt } = command;
    const wake = { operatorId, chargerId, commandId, ...(sentAt !== undefined && { sentAt }) };
    await ports.timer.schedule(wake, secondsBetween(now, cut.until));
    return "holds";
  }
  if (now < answerBy) return waitUntil(answerBy, command, reason, ports);
  await ports.queue.finish(timedOut(command, now), "sent");
  return "finished";
}

/** Sets a timer, unless the wake was about another command: each command's own wakes have set one already. */
async function waitUntil(
  moment: string,
  command: Command,
  reason: Wake,
  ports: AdvancePorts,
): Promise<"holds"> {
  const { operatorId, chargerId, commandId, sentAt } = command;
  if (reason.commandId === undefined || reason.commandId === commandId) {
    const wake = { operatorId, chargerId, commandId, ...(sentAt !== undefined && { sentAt }) };
    await ports.timer.schedule(wake, secondsBetween(ports.now(), moment));
  }
  return "holds";
}
