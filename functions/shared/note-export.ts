import { accessRecordStore } from "#adapters/dynamodb/access-record-store.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "./environment.ts";

const securityTable = environment("SECURITY_TABLE");

/** Takes down that somebody takes along what an operator has, before they get it; the journal tells of it. */
export async function noteExport(
  context: TenantContext,
  taken: {
    readonly operationId: string;
    readonly target: Readonly<Record<string, string>>;
    readonly reason: string;
    readonly at: string;
  },
): Promise<void> {
  const { operatorId, subject, requestId } = context;
  await accessRecordStore(context, securityTable).record({
    ...taken,
    operatorId,
    subject,
    requestId,
  });
}
