import type * as z from "zod";
import type { Access, Operation } from "#contracts/rest/operation.ts";
import type { PlatformContext, TenantContext } from "#domain/tenancy/tenant-context.ts";

/** What the caller may act as: nothing, the platform's SystemAdmin, or a member of the operator in the path. */
type ContextOf<A extends Access> = A extends "public"
  ? undefined
  : A extends "platform"
    ? PlatformContext
    : TenantContext;

type OutputOf<T> = T extends z.ZodType ? z.output<T> : undefined;

/** A request that has passed every check of its operation. */
export interface RestRequest<O extends Operation> {
  readonly context: ContextOf<O["access"]>;
  readonly params: OutputOf<O["params"]>;
  readonly query: OutputOf<O["query"]>;
  readonly body: OutputOf<O["body"]>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** When the platform received the request, ISO 8601 UTC. */
  readonly receivedAt: string;
}

/** What a handler answers. `status` is the operation's usual one where absent, `version` becomes the ETag. */
export interface RestReply<Body> {
  readonly status?: number;
  readonly body?: Body;
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

type ReplyOf<O extends Operation> = RestReply<
  O["reply"] extends z.ZodType ? z.input<O["reply"]> : undefined
>;

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
