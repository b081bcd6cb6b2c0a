import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import type { LifeRequest } from "./life.ts";

const signals = signalStore(accessTables.securityTable);

/** Takes down that somebody changed who administers the platform. */
export async function notePlatformChange(
  { context, params, receivedAt: at }: LifeRequest,
  what: string,
): Promise<void> {
  const { operatorId, subject: by, requestId } = context;
  const kind = "access.platform-member-changed";
  const evidence = { what, by, requestId };
  const { subject } = params;
  await signals.recordSignal({ operatorId, kind, subject, evidence, at }, { distinct: true });
}
