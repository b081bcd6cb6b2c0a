import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { chargerSocket } from "#adapters/api-gateway/charger-socket.ts";
import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { deviceVariableStore } from "#adapters/dynamodb/device-variable-store.ts";
import { takeAnswer } from "#domain/commands/take-answer.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { reportVariables } from "#domain/fleet/report-variables.ts";
import { callerOf } from "#functions/shared/caller.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";
import type { SocketMessage } from "#functions/shared/ocpp-handler.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { encodeCallError } from "#ocpp/encode-frame.ts";
import { type CallErrorFrame, type CallResultFrame, parseFrame } from "#ocpp/frame.ts";
import { readAnswer } from "./read-answer.ts";
import { refusalOf } from "./refusal-of.ts";
import { reportedVariables } from "./reported-variables.ts";

const fleetTable = environment("FLEET_TABLE");
const socket = chargerSocket(environment("OCPP_MANAGEMENT_URL"));
const commands = commandStore(fleetTable, sealerOf);
const variables = deviceVariableStore(fleetTable);

/** `$default`: answers to our own calls, and whatever is no call of a known action. The route has no response. */
async function receive(event: SocketMessage): Promise<void> {
  const { connectionId } = event.requestContext;
  const caller = await callerOf(connectionId);
  if (!caller) return logger.warn("message on a socket that is not bound", { connectionId });
  const frame = parseFrame(event.body ?? "");
  if (frame.kind === "call-result" || frame.kind === "call-error") {
    return takeFrame(caller, frame, event.body ?? "");
  }
  const reason = frame.kind === "call" ? "no-route" : frame.reason;
  const refusal = refusalOf(caller.version, frame);
  logger.warn("message refused", { ...who(caller), reason, code: refusal?.error.code });
  if (refusal) await socket.post(connectionId, encodeCallError(refusal.messageId, refusal.error));
}

async function takeFrame(
  caller: ConnectionBinding,
  frame: CallResultFrame | CallErrorFrame,
  text: string,
): Promise<void> {
  const { operatorId, chargerId, version } = caller;
  const { messageId } = frame;
  const receivedAt = new Date().toISOString();
  const finished =
    typeof messageId === "string" &&
    (await takeAnswer(
      { operatorId, chargerId, messageId, receivedAt },
      (asked) => readAnswer(asked, frame, { version, text }),
      { find: commands.find, queue: commands },
    ));
  if (!finished) return logger.warn("unsolicited answer", who(caller));
  const { commandId, action, state } = finished;
  logger.info("command finished", { ...who(caller), commandId, action, state });
  await reportVariables(caller, reportedVariables(finished, receivedAt), { variables });
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
