import type { ChargerConnection, OcppVersion } from "../fleet/charger.ts";
import { afterSeconds, type Clock, secondsBetween } from "./clock.ts";
import type { Command } from "./command.ts";
import type {
  ChargerSocket,
  CommandQueue,
  CommandTimer,
  ConnectionLookup,
} from "./command-queue.ts";
import { refused } from "./finish-command.ts";

/** The CALL as text; undefined where the charger's version has no such action or its schema refuses the payload. */
export type EncodeCall = (command: Command, version: OcppVersion) => string | undefined;

export interface AdvancePorts {
  readonly queue: CommandQueue;
  readonly connectionOf: ConnectionLookup;
  readonly encodeCall: EncodeCall;
  readonly socket: ChargerSocket;
  readonly timer: CommandTimer;
  readonly now: Clock;
}

/** A charger that comes back is served within this time. */
const RETRY_AFTER_SECONDS = 3;
/** A socket is written down before its handshake ends; until then it looks gone. */
const HANDSHAKE_SECONDS = 10;

/**
 * Sends a queued command over the charger's connection. The deadline's timer is set first, so that a run that dies
 * anywhere behind it leaves nothing outstanding for ever; then the state decides which of two runs may send.
 */
export async function sendCommand(
  command: Command,
  connection: ChargerConnection,
  ports: AdvancePorts,
): Promise<"holds" | "finished"> {
  const { operatorId, chargerId, commandId, deadlineSeconds } = command;
  const sentAt = ports.now();
  const text = ports.encodeCall(command, connection.version);
  if (text === undefined) {
    const description = `The charger speaks ${connection.version}, which the command does not fit.`;
    await ports.queue.finish(
      refused(command, "command.not-supported", description, sentAt),
      "queued",
    );
    return "finished";
  }

  await ports.timer.schedule({ operatorId, chargerId, commandId, sentAt }, deadlineSeconds);
  const answerBy = afterSeconds(sentAt, deadlineSeconds);
  const sentTo = connection.connectionId;
  const sent: Command = { ...command, state: "sent", sentAt, sentTo, answerBy };
  if (!(await ports.queue.markSent(sent))) return "holds";
  const outcome = await ports.socket.post(connection.connectionId, text);
  if (outcome === "posted") return "holds";

  const handshaking = secondsBetween(connection.connectedAt, sentAt) <= HANDSHAKE_SECONDS;
  if (outcome === "busy" || handshaking || command.whenOffline === "queue") {
    return retryLater({ ...command, sentAt, sentTo }, ports);
  }
  const current = await ports.connectionOf(command);
  if (current && current.connectionId !== sentTo)
    return retryLater({ ...command, sentAt, sentTo }, ports);
  const description = "The charger's connection is gone.";
  await ports.queue.finish(refused(sent, "charger.offline", description, ports.now()), "sent");
  return "finished";
}

async function retryLater(command: Command, ports: AdvancePorts): Promise<"holds"> {
  const { operatorId, chargerId, commandId } = command;
  const notBefore = afterSeconds(ports.now(), RETRY_AFTER_SECONDS);
  await ports.timer.schedule({ operatorId, chargerId, commandId }, RETRY_AFTER_SECONDS);
  await ports.queue.requeue({ ...command, notBefore });
  return "holds";
}
