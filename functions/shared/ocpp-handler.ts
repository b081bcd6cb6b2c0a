import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { DomainError } from "#domain/errors.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import type { ChargerActionName, OcppVersion } from "#ocpp/actions.ts";
import { type CallErrorBody, callError, callErrorFromMalformed } from "#ocpp/call-error.ts";
import { encodeCallError, encodeCallResult } from "#ocpp/encode-frame.ts";
import { type CallFrame, parseFrame } from "#ocpp/frame.ts";
import { UNREADABLE_MESSAGE_ID } from "#ocpp/message-id.ts";
import { type Deviation, deviationName, isLossy } from "#ocpp/normalise/deviation.ts";
import { callerOf, forgetCaller } from "./caller.ts";
import { noteQuietly } from "./deviation-log.ts";
import { showQuietly } from "./exchange-log.ts";
import { logger } from "./observability.ts";
import type { OcppRoute } from "./ocpp-route.ts";
import { readRequest } from "./read-request.ts";

/** The part of API Gateway's message event that we read. */
export interface SocketMessage {
  readonly body?: string | null;
  readonly requestContext: { readonly connectionId: string };
}

/** What goes back to the charger over the route's response. */
export interface SocketAnswer {
  readonly statusCode: number;
  /** Absent where the charger gets nothing. */
  readonly body?: string;
}

const NO_ANSWER: SocketAnswer = { statusCode: 200 };

interface Call {
  readonly frame: CallFrame;
  readonly caller: ConnectionBinding;
  readonly receivedAt: string;
}

type Outcome = { readonly deviations: readonly Deviation[] } & (
  | { readonly payload: Readonly<Record<string, unknown>> }
  | { readonly refusal: CallErrorBody }
);

/**
 * Makes the Lambda of one OCPP action from what each version's route does. It owns the frame, the caller, both
 * validations and every error; a handler only maps words and calls a use case.
 */
export function ocppHandler<Request16, Response16, Request201, Response201>(spec: {
  readonly action: ChargerActionName;
  readonly routes: {
    readonly "ocpp1.6"?: OcppRoute<Request16, Response16>;
    readonly "ocpp2.0.1"?: OcppRoute<Request201, Response201>;
  };
}): (event: SocketMessage, context: Context) => Promise<SocketAnswer> {
  const { action, routes } = spec;

  const answer = async (event: SocketMessage): Promise<SocketAnswer> => {
    const receivedAt = new Date().toISOString();
    const { connectionId } = event.requestContext;
    const frame = parseFrame(event.body ?? "");
    const caller = await callerOf(connectionId);
    const version: OcppVersion = caller?.version ?? "ocpp1.6";
    if (frame.kind === "malformed") {
      logger.warn("unreadable call", { action, connectionId, reason: frame.reason });
      const refusal = callErrorFromMalformed(version, frame);
      return refusal
        ? reply(encodeCallError(frame.messageId ?? UNREADABLE_MESSAGE_ID, refusal))
        : NO_ANSWER;
    }
    if (frame.kind !== "call") {
      // [3, id, "Heartbeat"]: an answer whose payload is an action's name is routed here. Answers are never answered.
      logger.warn("answer with a text for a payload", { action, connectionId });
      return NO_ANSWER;
    }
    if (!caller) {
      logger.warn("call on a socket that is not current", { action, connectionId });
      const refusal = callError(version, "security", "this connection is no longer current");
      return reply(encodeCallError(frame.messageId, refusal));
    }
    if (caller.pending && action !== "BootNotification") {
      const refusal = callError(version, "security", "this station may not do anything yet");
      return reply(encodeCallError(frame.messageId, refusal));
    }
    const outcome = await outcomeOf({ frame, caller, receivedAt });
    const { deviations } = outcome;
    await noteQuietly({ caller, action, deviations, seenAt: receivedAt });
    await showQuietly(caller, {
      at: receivedAt,
      direction: "from-charger",
      action,
      messageId: frame.messageId,
      request: frame.payload,
      requestSchema: routes[caller.version]?.request.schema,
      ...("payload" in outcome ? { response: outcome.payload } : { error: outcome.refusal.code }),
      deviations,
    });
    return reply(
      "payload" in outcome
        ? encodeCallResult(frame.messageId, outcome.payload)
        : encodeCallError(frame.messageId, outcome.refusal),
    );
  };

  const outcomeOf = async (call: Call): Promise<Outcome> => {
    const { caller } = call;
    try {
      const outcome =
        caller.version === "ocpp1.6"
          ? await run(routes["ocpp1.6"], call)
          : await run(routes["ocpp2.0.1"], call);
      if ("refusal" in outcome) {
        logger.warn("call refused", { action, ...who(caller), ...outcome.refusal });
      }
      return outcome;
    } catch (error) {
      return { refusal: refusalOf(error, call), deviations: [] };
    }
  };

  const refusalOf = (error: unknown, { caller }: Call): CallErrorBody => {
    if (error instanceof DomainError) {
      const isStale = error.code === "connection.not-current";
      if (isStale) forgetCaller(caller.connectionId);
      logger.warn("call refused", { action, ...who(caller), code: error.code });
      return callError(caller.version, isStale ? "security" : "internal", error.message);
    }
    logger.error("call failed", { action, ...who(caller), error });
    return callError(
      caller.version,
      "internal",
      "the message could not be processed; send it again",
    );
  };

  return middy(answer).use(injectLambdaContext(logger, { clearState: true }));
}

async function run<Request, Response>(
  route: OcppRoute<Request, Response> | undefined,
  { frame, caller, receivedAt }: Call,
): Promise<Outcome> {
  const { version } = caller;
  if (!route) {
    const description = `${frame.action} is not an action of ${version}`;
    return { refusal: callError(version, "not-implemented", description), deviations: [] };
  }
  const read = readRequest(route, frame, { version, receivedAt });
  if ("refusal" in read) return read;
  const { deviations } = read;
  if (deviations.length > 0) {
    const names = deviations.map(deviationName);
    logger.warn("call repaired", { action: frame.action, ...who(caller), deviations: names });
  }
  const response = await route.handle(read.request, {
    caller,
    receivedAt,
    payload: frame.payload,
    deviations: deviations.filter(isLossy).map(deviationName),
  });
  const answered = route.response(response);
  if (!answered.ok) {
    const faults = answered.errors.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
    throw new Error(`our answer breaks its schema: ${faults.join(", ")}`);
  }
  return { payload: answered.value as Readonly<Record<string, unknown>>, deviations };
}

function who({ operatorId, chargerId, connectionId }: ConnectionBinding) {
  return { operatorId, chargerId, connectionId };
}

function reply(body: string): SocketAnswer {
  return { statusCode: 200, body };
}
