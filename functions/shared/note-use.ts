import type { Visitor } from "#domain/tenancy/visitor.ts";
import { logger } from "./observability.ts";
import type { RestGate } from "./rest-gate.ts";

const DAY_MS = 86_400_000;

/** What it takes to write down a use, with the rights of the place's scope. */
export type RecordUse = (
  place: { readonly scope: string; readonly subject: string; readonly clientId?: string },
  now: string,
) => Promise<void>;

/**
 * Takes down when somebody last used each of their places, at most once a day; dormant accounts are found by it. That
 * it cannot be written down stops nobody from working.
 */
export function noteUseOnceADay(record: RecordUse): RestGate["noteUse"] {
  return async ({ standing, places }: Visitor, now: string) => {
    const due = places.filter(
      ({ lastUsedAt }) =>
        lastUsedAt === undefined || Date.parse(now) - Date.parse(lastUsedAt) >= DAY_MS,
    );
    const { subject, client } = standing;
    const who = { subject, ...(client && { clientId: client.clientId }) };
    const written = await Promise.allSettled(
      due.map(({ scope }) => record({ scope, ...who }, now)),
    );
    if (written.some(({ status }) => status === "rejected")) logger.error("use not taken down");
  };
}
