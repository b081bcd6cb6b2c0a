import type { SealedCredential } from "../integrations/integration.ts";

/** Somebody's address that our events are sent to. Times are ISO 8601 UTC. */
export interface Webhook {
  readonly operatorId: string;
  readonly webhookId: string;
  readonly url: string;
  readonly owner: string;
  /** Types of domain events; empty for all of them. */
  readonly events: readonly string[];
  readonly secret: SealedCredential;
  /** The secret before, which signs beside the new one until it is over. */
  readonly formerSecret?: SealedCredential & { readonly until: string };
  readonly enabled: boolean;
  readonly disabledAt?: string;
  readonly disabledBecause?: "by-hand" | "failing" | "gone";
  /** Deliveries in a row that were given up. */
  readonly failures: number;
  readonly lastSuccessAt?: string;
  readonly lastFailureAt?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** Whether a webhook wants events of a type. */
export function wants({ enabled, events }: Webhook, eventType: string): boolean {
  return enabled && (events.length === 0 || events.includes(eventType));
}

/** Deliveries given up in a row after which a webhook is switched off. */
export const FAILURES_UNTIL_DISABLED = 5;

/** How long the secret before a rotation still signs. */
export const FORMER_SECRET_SECONDS = 24 * 3600;
