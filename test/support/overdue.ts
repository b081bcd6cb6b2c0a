import type { StoredDriver } from "#adapters/dynamodb/driver-store.ts";
import { keys, sessionIdOf } from "#adapters/dynamodb/keys.ts";
import type { Session } from "#domain/charging/session.ts";
import type { DataRequest } from "#domain/data-requests/data-request.ts";
import { aMember } from "./members.ts";
import type { RestWorld } from "./rest-world.ts";

const LONG_AGO = "2026-01-01T00:00:00.000Z";
const YEARS_AGO = "2020-01-01T00:00:00.000Z";
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const LIFE = { createdAt: YEARS_AGO, updatedAt: YEARS_AGO, version: 1 };
const CHECKED = { checkedBy: "somebody", checkedAt: YEARS_AGO };
const DRIVER_ID = "longgone2222";

function session(operatorId: string, transactionId: number): Session {
  const transaction = {
    operatorId,
    chargerId: "B-AC-1",
    version: "ocpp1.6",
    transactionId,
  } as const;
  return {
    ...transaction,
    sessionId: sessionIdOf(transaction),
    siteId: "mitte",
    connectorId: 1,
    state: "active",
    authorization: "Accepted",
    startedAt: LONG_AGO,
    meterStartWh: 0,
    idleSeconds: 0,
    flags: [],
  };
}

function ended(forgotten: Session): Session {
  const times = { startedAt: YEARS_AGO, endedAt: YEARS_AGO };
  return { ...forgotten, ...times, state: "ended", meterStopWh: 5, energyWh: 5 };
}

function inactiveDriver(operatorId: string): Omit<StoredDriver, "sealed"> {
  return {
    ...LIFE,
    operatorId,
    driverId: DRIVER_ID,
    state: "active",
    language: "de",
    objections: [],
    lastActiveAt: YEARS_AGO,
    lookups: [],
  };
}

function unansweredRequest(operatorId: string): DataRequest {
  return {
    ...LIFE,
    operatorId,
    dataRequestId: "unanswered-request",
    driverId: DRIVER_ID,
    type: "INFO",
    regime: "gdpr",
    origin: "desk",
    state: "open",
    receivedAt: YEARS_AGO,
    dueAt: YEARS_AGO,
    identity: { method: "call-back", facts: ["phone", "plate"], ...CHECKED },
    warnedDays: [],
  };
}

/** Leaves work behind for everything that the clock wakes: a dormant member and one who nearly is, a forgotten session, and what was kept too long. */
export async function leaveOverdue(
  world: Pick<RestWorld, "put">,
  operatorId: string,
): Promise<void> {
  const dormant = aMember({ scope: operatorId, subject: "dormant", role: "finance" });
  const member = { ...dormant, lastUsedAt: LONG_AGO };
  await world.put("Directory", { ...keys.membership(operatorId, "dormant"), ...member });
  const rare = aMember({ scope: operatorId, subject: "rare", role: "finance" });
  const soonDormant = { ...rare, lastUsedAt: daysAgo(40) };
  await world.put("Directory", { ...keys.membership(operatorId, "rare"), ...soonDormant });
  const forgotten = session(operatorId, 1);
  const old = ended(session(operatorId, 2));
  for (const each of [forgotten, old]) {
    const key = keys.session(operatorId, each.sessionId);
    await world.put("Charging", { ...key, ...keys.sessionIndexes(each), ...each });
  }
  const reading = keys.sessionReading(operatorId, old.sessionId, YEARS_AGO, "a");
  await world.put("Charging", { ...reading, operatorId, sampledAt: YEARS_AGO });
  await world.put("People", {
    ...keys.driver(operatorId, DRIVER_ID),
    ...inactiveDriver(operatorId),
  });
  const request = unansweredRequest(operatorId);
  const key = keys.dataRequest(operatorId, request.dataRequestId);
  await world.put("People", { ...key, ...request });
}
