import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { VerifyAccessToken } from "#adapters/cognito/access-token-verifier.ts";
import type { RememberedWriteStore } from "#adapters/dynamodb/remembered-write-store.ts";
import type { ActFor } from "#adapters/sts/operator-sessions.ts";
import type { Operation } from "#contracts/rest/operation.ts";
import {
  enterOperator,
  enterPlatform,
  PLATFORM_SCOPE,
  type PlatformContext,
  type TenantContext,
} from "#domain/tenancy/tenant-context.ts";
import { bearerToken } from "./authentication.ts";
import type { FindMembership } from "./membership.ts";
import { readParams } from "./rest-request.ts";

/** What it takes to know a caller. */
export interface RestGate {
  readonly verifyAccessToken: VerifyAccessToken;
  readonly findMembership: FindMembership;
  readonly rememberedWrites: RememberedWriteStore;
  /** Gives the work that follows the rights of the scope that the caller was let into, and no others. */
  readonly actFor: ActFor;
}

export interface Admitted {
  readonly context: TenantContext | PlatformContext | undefined;
  readonly params: unknown;
}

/**
 * Lets a request in, or throws. In this order: the token says who calls; the path is checked before anything is looked
 * up by it; the membership says what they may do.
 */
export async function admit(
  operation: Operation,
  event: APIGatewayProxyEventV2,
  gate: RestGate | undefined,
): Promise<Admitted> {
  if (operation.access === "public") {
    return { context: undefined, params: readParams(operation, event) };
  }
  if (!gate) throw new Error(`${operation.operationId} is not public and has no gate`);
  const subject = await gate.verifyAccessToken(bearerToken(event.headers));
  const person = { subject, requestId: event.requestContext.requestId };
  const params = readParams(operation, event);

  if (operation.access === "platform") {
    const membership = await gate.findMembership(subject, PLATFORM_SCOPE);
    return { context: enterPlatform(person, membership), params };
  }
  const operatorId = operatorOf(params);
  const membership = await gate.findMembership(subject, operatorId);
  const permission = operation.access === "read" ? "operator:read" : "operator:write";
  return { context: enterOperator(person, operatorId, membership, permission), params };
}

function operatorOf(params: unknown): string {
  const { operatorId } = params as { readonly operatorId?: unknown };
  if (typeof operatorId !== "string") throw new Error("the path names no operator");
  return operatorId;
}
