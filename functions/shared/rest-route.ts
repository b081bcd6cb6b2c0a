import type * as z from "zod";
import type { ApprovalView } from "#contracts/rest/approval-view.ts";
import type { Demand, Operation } from "#contracts/rest/operation.ts";
import type { PERMISSIONS, Permission } from "#domain/access/permissions.ts";
import type {
  DriverContext,
  PlatformContext,
  TenantContext,
} from "#domain/tenancy/tenant-context.ts";

/** The permissions that stand above the operators. */
type PlatformPermission = {
  [P in Permission]: (typeof PERMISSIONS)[P]["reach"] extends "platform" ? P : never;
}[Permission];

/** What the caller may act as: nothing, somebody above the operators, or somebody in the operator of the path. */
type ContextOf<D extends Demand> = D extends "public"
  ? undefined
  : D extends PlatformPermission
    ? PlatformContext
    : D extends "driver"
      ? DriverContext
      : TenantContext;

type OutputOf<T> = T extends z.ZodType ? z.output<T> : undefined;

/** A request that has passed every check of its operation. */
export interface RestRequest<O extends Operation> {
  readonly context: ContextOf<O["permission"]>;
  readonly params: OutputOf<O["params"]>;
  readonly query: OutputOf<O["query"]>;
  readonly body: OutputOf<O["body"]>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** When the platform received the request, ISO 8601 UTC. */
  readonly receivedAt: string;
  readonly requestId: string;
  /** Personal: it is counted by, never stored, logged or shown. */
  readonly sourceAddress: string;
  /** The body word for word, for what is signed; absent where the operation takes none. */
  readonly bodyText: string | undefined;
}

/** What a handler answers. `status` is the operation's usual one where absent, `version` becomes the ETag. */
export interface RestReply<Body> {
  readonly status?: number;
  readonly body?: Body;
  /** Sent as it is in place of the body, with its own content type; for what is no JSON. */
  readonly text?: { readonly mediaType: string; readonly content: string };
  /** The same for what is no text either. */
  readonly file?: { readonly mediaType: string; readonly content: Uint8Array };
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

type ReplyOf<O extends Operation> =
  | RestReply<O["reply"] extends z.ZodType ? z.input<O["reply"]> : undefined>
  | (O["mayNeedApproval"] extends true ? AwaitsApproval : never);

/** The 202 of an operation that waits for a second person. */
export interface AwaitsApproval {
  readonly status: 202;
  readonly body: ApprovalView;
  readonly headers: Readonly<Record<string, string>>;
}

/** An operation and the function that carries it out. */
export interface RestRoute {
  readonly operation: Operation;
  readonly handle: (request: RestRequest<Operation>) => Promise<RestReply<unknown>>;
}

/** Binds a handler to its operation, so that the contract's types are the handler's types. */
export function route<O extends Operation>(
  operation: O,
  handle: (request: RestRequest<O>) => Promise<ReplyOf<O>>,
): RestRoute {
  return { operation, handle: handle as unknown as RestRoute["handle"] };
}
