import { dataRequestStore } from "#adapters/dynamodb/data-request-store.ts";
import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import type { SignalKind } from "#domain/access/security-signal.ts";
import { warningsDue } from "#domain/data-requests/clock.ts";
import type { DataRequest } from "#domain/data-requests/data-request.ts";
import { isClosed } from "#domain/data-requests/work.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { peopleTable } from "#functions/shared/people-table.ts";

const PAGE = 100;
const signals = signalStore(environment("SECURITY_TABLE"));

/** Warns of requests on the 20th and the 27th day, and tells of those that are overdue; each once. */
export async function warnOfRequests(context: TenantContext, now: string): Promise<void> {
  const store = dataRequestStore(context, peopleTable);
  let after: string | undefined;
  do {
    const page = await store.list(PAGE, {}, after);
    for (const request of page.items) {
      if (!isClosed(request)) await warnOf(context, request, now);
    }
    after = page.after;
  } while (after !== undefined);
}

async function warnOf(context: TenantContext, request: DataRequest, now: string): Promise<void> {
  if (request.dueAt <= now) await signal(context, "privacy.request-overdue", request);
  const due = warningsDue(request, now);
  if (due.length === 0) return;
  await signal(context, "privacy.request-due-soon", request);
  const after = { ...request, warnedDays: [...request.warnedDays, ...due] };
  // The table's stream makes the domain event of it.
  await dataRequestStore(context, peopleTable).change(request, after, now);
}

async function signal(
  { operatorId }: TenantContext,
  kind: SignalKind,
  { dataRequestId, dueAt, warnedDays }: DataRequest,
): Promise<void> {
  const evidence = { dataRequestId, dueAt, warnedBefore: String(warnedDays.length) };
  await signals.recordSignal({ operatorId, kind, evidence, at: dueAt }, { distinct: true });
}
