import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { chargerSocket } from "#adapters/api-gateway/charger-socket.ts";
import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { deviceVariableStore } from "#adapters/dynamodb/device-variable-store.ts";
import { lifeSignStore } from "#adapters/dynamodb/life-sign-store.ts";
import { reportedThingStore } from "#adapters/dynamodb/reported-thing-store.ts";
import { takeAnswer } from "#domain/commands/take-answer.ts";
import { unsolicitedAnswer } from "#domain/commands/unsolicited-answer.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { reportVariables } from "#domain/fleet/report-variables.ts";
import { callerOf } from "#functions/shared/caller.ts";
import { signalQuietly } from "#functions/shared/charger-signal.ts";
import { noteQuietly } from "#functions/shared/deviation-log.ts";
import { environment } from "#functions/shared/environment.ts";
import { showQuietly } from "#functions/shared/exchange-log.ts";
import { isLifeSign } from "#functions/shared/life-probe.ts";
import { logger } from "#functions/shared/observability.ts";
import type { SocketMessage } from "#functions/shared/ocpp-handler.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { frameDeviations } from "#functions/shared/read-request.ts";
import { csmsResponse } from "#ocpp/csms-responses.ts";
import { encodeCallError } from "#ocpp/encode-frame.ts";
import { type CallErrorFrame, type CallResultFrame, parseFrame } from "#ocpp/frame.ts";
import type { MessageId } from "#ocpp/message-id.ts";
import type { Deviation } from "#ocpp/normalise/deviation.ts";
import { readAnswer } from "./read-answer.ts";
import { refusalOf } from "./refusal-of.ts";
import { reportedByAnswer } from "./reported-by-answer.ts";
import { reportedVariables } from "./reported-variables.ts";

const fleetTable = environment("FLEET_TABLE");
const socket = chargerSocket(environment("OCPP_MANAGEMENT_URL"));
const commands = commandStore(fleetTable, sealerOf);
const lifeSigns = lifeSignStore(fleetTable);
const variables = deviceVariableStore(fleetTable);
const things = reportedThingStore(fleetTable, sealerOf);

/** `$default`: answers to our own calls, and whatever is no call of a known action. The route has no response. */
async function receive(event: SocketMessage): Promise<void> {
  const { connectionId } = event.requestContext;
  const caller = await callerOf(connectionId);
  if (!caller) return logger.warn("message on a socket that is not bound", { connectionId });
  const frame = parseFrame(event.body ?? "");
  if (frame.kind === "call-result" || frame.kind === "call-error") {
    // Whoever made a name up was asked nothing, and must not answer for a charger that has it by now.
    if (caller.pending) return logger.warn("answer of a station that waits", who(caller));
    return takeFrame(caller, frame, event.body ?? "");
  }
  const reason = frame.kind === "call" ? "no-route" : frame.reason;
  const refusal = refusalOf(caller.version, frame);
  logger.warn("message refused", { ...who(caller), reason, code: refusal?.error.code });
  if (refusal) await socket.post(connectionId, encodeCallError(refusal.messageId, refusal.error));
  // What a stranger to OCPP calls an action is text of its own choice, and no name to keep.
  const deviations = [{ kind: "malformed", path: "frame", sent: reason } as const];
  await noteQuietly({ caller, action: "Unknown", deviations, seenAt: new Date().toISOString() });
}

async function takeFrame(
  caller: ConnectionBinding,
  frame: CallResultFrame | CallErrorFrame,
  text: string,
): Promise<void> {
  const { operatorId, chargerId, version } = caller;
  const { messageId } = frame;
  const receivedAt = new Date().toISOString();
  if (isLifeSign(messageId, caller.connectionId))
    return lifeSigns.shown(caller, caller.connectionId, receivedAt);
  const deviations = [...frameDeviations(frame)];
  const note = (found: readonly Deviation[]) => deviations.push(...found);
  const finished =
    typeof messageId === "string" &&
    (await takeAnswer(
      { operatorId, chargerId, messageId, receivedAt },
      (asked) => readAnswer(asked, frame, { version, text, receivedAt, note }),
      { find: commands.find, queue: commands },
    ));
  if (!finished) return takeUnsolicited(caller, messageId, receivedAt);
  const { commandId, action, state } = finished;
  logger.info("command finished", { ...who(caller), commandId, action, state });
  await reportVariables(caller, reportedVariables(finished, receivedAt), { variables });
  const told = reportedByAnswer(finished, receivedAt);
  if (told.length > 0) await things.record(caller, told);
  await noteQuietly({ caller, action, deviations, seenAt: receivedAt });
  await showQuietly(caller, {
    at: receivedAt,
    direction: "to-charger",
    action,
    messageId: commandId,
    request: finished.payload,
    ...(frame.kind === "call-result" ? { response: finished.response } : { error: frame.code }),
    responseSchema: csmsResponse(version, action)?.schema,
    deviations,
  });
}

/** An answer that no command waits for changes nothing; what it is, is taken down. */
async function takeUnsolicited(
  caller: ConnectionBinding,
  messageId: MessageId,
  at: string,
): Promise<void> {
  const { operatorId, chargerId } = caller;
  const command = await commands.find(operatorId, chargerId, String(messageId));
  const kind = unsolicitedAnswer(command);
  logger.warn("unsolicited answer", { ...who(caller), kind });
  // Only an id of ours is evidence; any other is text of the charger's own choice.
  const evidence = command ? { commandId: command.commandId } : {};
  await signalQuietly(caller, { kind, evidence, at });
}

function who({ operatorId, chargerId, connectionId }: ConnectionBinding) {
  return { operatorId, chargerId, connectionId };
}

/** A thrown error would make API Gateway send the charger a frame that is no OCPP. */
export const handler = middy(async (event: SocketMessage): Promise<{ statusCode: number }> => {
  try {
    await receive(event);
  } catch (error) {
    const { connectionId } = event.requestContext;
    logger.error("message failed", { connectionId, error });
  }
  return { statusCode: 200 };
}).use(injectLambdaContext(logger, { resetKeys: true }));
