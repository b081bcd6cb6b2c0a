import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { VerifyAccessToken } from "#adapters/cognito/access-token-verifier.ts";
import type { RememberedWriteStore } from "#adapters/dynamodb/remembered-write-store.ts";
import type { ActFor } from "#adapters/sts/operator-sessions.ts";
import type { Operation } from "#contracts/rest/operation.ts";
import { networkOf } from "#domain/access/network-of.ts";
import { isPermission, permissionEntry } from "#domain/access/permissions.ts";
import { type ClaimedSignIn, isSignInOver } from "#domain/access/sign-in.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { DomainError } from "#domain/errors.ts";
import {
  enterAsDriver,
  enterOperator,
  enterPlatform,
  type PlatformContext,
  type Request,
  type TenantContext,
} from "#domain/tenancy/tenant-context.ts";
import type { FindVisitor, Visitor } from "#domain/tenancy/visitor.ts";
import type { Look } from "./access-reason.ts";
import { bearerToken } from "./authentication.ts";
import { changeReasonOf } from "./change-reason.ts";
import type { NoteSignIn } from "./note-sign-in.ts";
import { readParams } from "./rest-request.ts";
import { sourceAddressOf } from "./source-address.ts";

/** What it takes to know a caller. */
export interface RestGate {
  readonly verifyAccessToken: VerifyAccessToken;
  readonly findVisitor: FindVisitor;
  readonly rememberedWrites: RememberedWriteStore;
  /** Gives the work that follows the rights of the scope that the caller was let into, and no others. */
  readonly actFor: ActFor;
  /** Takes down, once a day, that somebody uses their places. */
  readonly noteUse: (visitor: Visitor, now: string) => Promise<void>;
  /** Takes down, once an hour, that somebody uses a sign-in. */
  readonly noteSignIn: NoteSignIn;
  /** Takes down why somebody from above the operators looks at personal data; throws where they do not say. */
  readonly noteAccess: (look: Look) => Promise<void>;
  /** Takes down that somebody with a valid token was refused. */
  readonly noteRefusal: (refusal: unknown, visitor: Visitor, attempt: Attempt) => Promise<void>;
}

/** What a caller tried. */
interface Attempt extends Request {
  readonly operationId: string;
}

export interface Admitted {
  readonly context: TenantContext | PlatformContext | undefined;
  readonly params: unknown;
  /** When the platform received the request, ISO 8601 UTC: the moment that every decision on it is made for. */
  readonly receivedAt: string;
}

/**
 * Lets a request in, or throws. In this order: the token says who calls; the path is checked before anything is looked
 * up by it; their standing, read now, decides.
 */
export async function admit(
  operation: Operation,
  event: APIGatewayProxyEventV2,
  gate: RestGate | undefined,
): Promise<Admitted> {
  const receivedAt = new Date().toISOString();
  if (operation.permission === "public") {
    return { context: undefined, params: readParams(operation, event), receivedAt };
  }
  if (!gate) throw new Error(`${operation.operationId} is not public and has no gate`);
  const caller = await gate.verifyAccessToken(bearerToken(event.headers));
  const { subject, signInId, signedInAt } = caller;
  const signIn = { ...(signInId && { signInId }), ...(signedInAt && { signedInAt }) };
  const params = readParams(operation, event);
  const scope = scopeOf(operation, params);
  const visitor = await gate.findVisitor(caller, scope);
  const { requestId } = event.requestContext;
  const request = { subject, requestId, now: receivedAt, ...provenanceOf(operation, event) };
  try {
    refuseEndedSignIn(signIn, visitor);
    const context = enter(operation, request, visitor);
    await Promise.all([
      gate.noteUse(visitor, receivedAt),
      gate.noteSignIn(visitor, { ...signIn, event, now: receivedAt }),
    ]);
    return { context, params, receivedAt };
  } catch (refusal) {
    const { operationId } = operation;
    await gate.noteRefusal(refusal, visitor, { ...request, operationId });
    throw refusal;
  }
}

/** Why, and from which network, for what is changed; of drivers only why: they are at home where they do it. */
function provenanceOf(
  { method, permission }: Operation,
  event: APIGatewayProxyEventV2,
): Pick<Request, "reason" | "source"> {
  if (method === "GET") return {};
  const reason = changeReasonOf(event.headers);
  const isDriver = permission === "driver" || permission === "driver-account";
  const source = isDriver ? undefined : networkOf(sourceAddressOf(event));
  return { ...(reason !== undefined && { reason }), ...(source !== undefined && { source }) };
}

/** The answer is that of any token that does not count. */
function refuseEndedSignIn(claimed: ClaimedSignIn, { signIn }: Visitor): void {
  if (!signIn || !isSignInOver(claimed, signIn)) return;
  throw new DomainError("access.unauthenticated", "The access token is not valid.");
}

function enter({ permission, method }: Operation, request: Request, visitor: Visitor) {
  if (permission === "public") return undefined;
  if (permission === "driver" || permission === "driver-account") {
    return enterAsDriver(request, visitor, permission);
  }
  if (permission === "member") {
    const context = enterOperator(request, visitor, permission);
    if (method !== "GET") refusePrograms(visitor);
    return context;
  }
  if (permissionEntry(permission).reach !== "platform") {
    return enterOperator(request, visitor, permission);
  }
  return enterPlatform(request, visitor, permission);
}

/** What needs no permission changes one's own sign-ins, and a program has none. */
function refusePrograms({ standing }: Visitor): void {
  if (!standing.client) return;
  throw new DomainError("access.forbidden", "This is for people.", {
    reasons: ["A program has nothing of its own to change."],
  });
}

function scopeOf({ permission }: Operation, params: unknown): string {
  const isAbove = isPermission(permission) && permissionEntry(permission).reach === "platform";
  return isAbove ? PLATFORM_SCOPE : operatorOf(params);
}

function operatorOf(params: unknown): string {
  const { operatorId } = params as { readonly operatorId?: unknown };
  if (typeof operatorId !== "string") throw new Error("the path names no operator");
  return operatorId;
}
