import type { RefusableWrite } from "#adapters/dynamodb/refusable.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";

/** What an action needs to be carried out for two people. */
interface ApprovedAction {
  readonly context: TenantContext;
  /** As it was approved; the action reads it by its own schema. */
  readonly payload: unknown;
  /**
   * Closes the approval. It stands first in the transaction of the effect, so that both happen or neither, and so that
   * a repetition is known as one.
   */
  readonly closing: RefusableWrite;
  /** ISO 8601 UTC. */
  readonly now: string;
}

export type CarryOut = (action: ApprovedAction) => Promise<void>;
