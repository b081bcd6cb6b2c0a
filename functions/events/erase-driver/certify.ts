import { certificateStore } from "#adapters/dynamodb/certificate-store.ts";
import { dataRequestStore } from "#adapters/dynamodb/data-request-store.ts";
import { driverStore } from "#adapters/dynamodb/driver-store.ts";
import { removeEntries } from "#adapters/dynamodb/remove-entries.ts";
import type { ReceiptLine } from "#domain/data-requests/data-request.ts";
import { certificateIdOf, type Erasure } from "#domain/data-requests/erasure.ts";
import { complete, isClosed } from "#domain/data-requests/work.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { newCertificate } from "#functions/shared/new-certificate.ts";
import { newReceipt } from "#functions/shared/new-receipt.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";

const { peopleTable } = peopleTables;
const METHOD =
  "keys destroyed (crypto-shredding), search entries and cards deleted, bills pseudonymised";

/** Removes the last entries that lead from the id to cards and sessions, and writes down what was done. */
export async function certify(
  context: TenantContext,
  erasure: Erasure,
  now: string,
): Promise<readonly ReceiptLine[]> {
  const { operatorId, driverId, cause, startedAt, done } = erasure;
  await removeEntries(peopleTable, operatorId, driverId, ["TOKEN#", "SESSION#"]);
  await certificateStore(context, peopleTable).issue(
    newCertificate({
      operatorId,
      certificateId: certificateIdOf(erasure),
      cause,
      driverId,
      method: METHOD,
      from: startedAt,
      to: now,
      kinds: done,
      issuedAt: now,
      issuedBy: context.subject,
    }),
  );
  await answerRequest(context, erasure, now);
  const drivers = driverStore(context, peopleTable);
  const driver = await drivers.find(driverId);
  if (driver.state !== "erased") {
    await drivers.change(driver, { state: "erased", restrictedAt: null, objections: [] }, now);
  }
  return [];
}

async function answerRequest(
  context: TenantContext,
  { dataRequestId, done, requestedBy: doneBy }: Erasure,
  doneAt: string,
): Promise<void> {
  if (dataRequestId === undefined) return;
  const requests = dataRequestStore(context, peopleTable);
  const request = await requests.find(dataRequestId);
  if (isClosed(request)) return;
  const answered = complete(request, newReceipt(request, done, { doneAt, doneBy }));
  await requests.change(request, answered, doneAt);
}
