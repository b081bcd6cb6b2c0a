import { randomBytes } from "node:crypto";
import { dataRequestStore } from "#adapters/dynamodb/data-request-store.ts";
import type { StoredDriver } from "#adapters/dynamodb/driver-store.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { ownOperator } from "#adapters/dynamodb/operator-store.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import type { DataRequest, IdentityCheck } from "#domain/data-requests/data-request.ts";
import {
  REQUEST_TYPES,
  type Regime,
  type RequestTypeName,
} from "#domain/data-requests/request-types.ts";
import { isClosed, openRequest } from "#domain/data-requests/work.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "./environment.ts";
import { peopleTables } from "./people-tables.ts";
import { sealerOf } from "./privacy.ts";

const { peopleTable, chargingTable } = peopleTables;
const directoryTable = environment("DIRECTORY_TABLE");

/** What a person, or the desk for them, asks for. */
interface Asked {
  readonly type: RequestTypeName;
  readonly origin: DataRequest["origin"];
  readonly identity: IdentityCheck;
  readonly receivedAt: string;
  readonly regime?: Regime | undefined;
  readonly details?: string | undefined;
}

const placeOfDetails = (operatorId: string, dataRequestId: string) => ({
  table: "People",
  ...keys.dataRequest(operatorId, dataRequestId),
  attribute: "sealedDetails",
});
const keyOf = (driverId: string) => ({ subjectId: driverId, purpose: "contact" }) as const;

/** Takes a request down, and starts its clock. Throws `data-request.identity-weak` and `driver.erased`. */
export async function takeDownRequest(
  context: TenantContext,
  { driverId }: StoredDriver,
  asked: Asked,
  now: string,
): Promise<DataRequest> {
  const { operatorId } = context;
  const { details, regime, ...facts } = asked;
  const dataRequestId = newCommandId(Date.parse(now), randomBytes(COMMAND_ID_RANDOM_BYTES));
  const place = placeOfDetails(operatorId, dataRequestId);
  const request = openRequest(
    {
      ...facts,
      operatorId,
      dataRequestId,
      driverId,
      regime: regime ?? (await regimeOf(context)),
      ...(details !== undefined && {
        sealedDetails: await sealerOf(context).seal(keyOf(driverId), place, details),
      }),
    },
    now,
  );
  await dataRequestStore(context, peopleTable).create(request);
  return request;
}

/** What the person wrote. Throws `privacy.erased` when nobody can read it any more. */
export async function detailsOf(
  context: TenantContext,
  { dataRequestId, driverId, sealedDetails }: DataRequest,
): Promise<string | undefined> {
  if (sealedDetails === undefined) return undefined;
  const place = placeOfDetails(context.operatorId, dataRequestId);
  return sealerOf(context).open(keyOf(driverId), place, sealedDetails);
}

/** A request as REST shows it at a moment. */
export function requestReply(request: DataRequest, now: string) {
  const { sealedDetails, warnedDays: _, receipt, ...facts } = request;
  const { meaning, law } = REQUEST_TYPES[request.type];
  return {
    ...facts,
    meaning,
    law,
    overdue: !isClosed(request) && request.dueAt < now,
    identity: { ...request.identity, facts: [...request.identity.facts] },
    hasDetails: sealedDetails !== undefined,
    ...(receipt && { receipt: { ...receipt, done: [...receipt.done] } }),
  };
}

/** Turkey's law for operators there, the European one for others. */
async function regimeOf(context: TenantContext): Promise<Regime> {
  const operator = await ownOperator(context, { directoryTable, chargingTable }).find();
  return operator.countryCode === "TR" ? "kvkk" : "gdpr";
}
