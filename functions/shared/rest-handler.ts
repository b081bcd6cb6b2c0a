import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from "aws-lambda";
import type { RememberedAnswer } from "#adapters/dynamodb/remembered-write-store.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { DomainError } from "#domain/errors.ts";
import { doOnce, idempotencyKeyOf } from "./idempotency.ts";
import { logger } from "./observability.ts";
import { type Admitted, admit, type RestGate } from "./rest-gate.ts";
import { encodeReply, problemResult, toResult } from "./rest-reply.ts";
import { bodyText, readBody, readQuery } from "./rest-request.ts";
import type { RestRoute } from "./rest-route.ts";
import { sourceAddressOf } from "./source-address.ts";

type Answer = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * Makes the Lambda of one REST resource from its routes. Owns what every operation shares: who is calling, what they
 * may do, the shape of request and answer, repetition under an Idempotency-Key, and problems.
 * `gate` may be absent where every operation is public.
 */
export function restHandler(routes: readonly RestRoute[], gate?: RestGate) {
  const byKey = new Map(
    routes.map((route) => [`${route.operation.method} ${route.operation.path}`, route]),
  );
  const answer: Answer = async (event) => {
    try {
      const route = byKey.get(event.routeKey);
      if (!route)
        throw new DomainError("request.route-not-found", "There is nothing at this path.");
      const result = await carryOut(route, event, gate);
      logger.info("answered", { route: event.routeKey, status: result.statusCode });
      return result;
    } catch (error) {
      const refusal = withoutPrecondition(error, event);
      const result = problemResult(refusal, event.requestContext.requestId);
      log(refusal, event.routeKey, result.statusCode);
      return result;
    }
  };
  return middy(answer).use(injectLambdaContext(logger, { clearState: true }));
}

async function carryOut(
  route: RestRoute,
  event: APIGatewayProxyEventV2,
  gate: RestGate | undefined,
): Promise<APIGatewayProxyStructuredResultV2> {
  const admitted = await admit(route.operation, event, gate);
  if (!gate || !admitted.context) return carryOutAdmitted(route, event, admitted, gate);
  const work = () => carryOutAdmitted(route, event, admitted, gate);
  return gate.actFor(scopeOf(admitted.context), work);
}

async function carryOutAdmitted(
  route: RestRoute,
  event: APIGatewayProxyEventV2,
  admitted: Admitted,
  gate: RestGate | undefined,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { operation } = route;
  const { receivedAt } = admitted;
  const query = readQuery(operation, event);
  const text = bodyText(operation, event);
  const body = readBody(operation, text);
  const { context, params } = admitted;
  if (gate && context && "operatorId" in context) {
    await gate.noteAccess({ operation, context, params, headers: event.headers, receivedAt });
  }
  const run = async (): Promise<RememberedAnswer> => {
    const { requestId } = event.requestContext;
    const from = { headers: event.headers, requestId, sourceAddress: sourceAddressOf(event) };
    const request = { ...admitted, query, body, bodyText: text, ...from };
    // Each part was checked by the very schema that gives it its type.
    return encodeReply(operation, await route.handle(request as never));
  };

  const idempotencyKey = operation.method === "POST" ? idempotencyKeyOf(event.headers) : undefined;
  if (!gate || !admitted.context || idempotencyKey === undefined) return toResult(await run());
  const { isReplay, ...answer } = await doOnce(
    gate.rememberedWrites,
    {
      scope: scopeOf(admitted.context),
      subject: admitted.context.subject,
      idempotencyKey,
      method: operation.method,
      path: event.rawPath,
      body: text ?? "",
      startedAt: receivedAt,
      shownOnce: operation.shownOnce ?? [],
    },
    run,
  );
  if (!isReplay) return toResult(answer);
  return toResult({ ...answer, headers: { ...answer.headers, "idempotency-replayed": "true" } });
}

function scopeOf(context: NonNullable<Admitted["context"]>): string {
  return "operatorId" in context ? context.operatorId : PLATFORM_SCOPE;
}

/** RFC 9110: 412 speaks of a precondition; who sent none just met another writer. */
function withoutPrecondition(error: unknown, event: APIGatewayProxyEventV2): unknown {
  const isConflict = error instanceof DomainError && error.code === "version.conflict";
  if (!isConflict || event.headers["if-match"] !== undefined) return error;
  return new DomainError("request.conflict", error.message);
}

function log(error: unknown, route: string, status: number | undefined): void {
  if (error instanceof DomainError) {
    logger.info("refused", { route, status, code: error.code });
    return;
  }
  const { name, message, stack } = error instanceof Error ? error : new Error("not an Error");
  logger.error("failed", { route, status, failure: { name, message, stack } });
}
