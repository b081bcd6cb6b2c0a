import type { OcppVersion } from "#domain/fleet/charger.ts";
import type { HandlerReport, MessageCost } from "../handlers/messages.ts";
import type { JournalCost, JournaledMonth } from "./journal-month.ts";
import { LIST_PRICES } from "./list-prices.ts";

/** A part of the bill of one charger for 30 days. */
export interface CostLine {
  readonly item: string;
  readonly quantity: number;
  readonly usd: number;
}

const DAYS = 30;
const SESSIONS = 2 * DAYS;
const METER_VALUES = SESSIONS * 60;
const RECONNECTS = 12 * DAYS;
const HEARTBEATS = (DAYS * 86_400) / 300;
/** Twenty other messages a day: two starts, two stops, two cards, the rest status. */
const STATUS_NOTIFICATIONS = 14 * DAYS;

/** Of the functions as deployed: 256 MB, and what one invocation takes with its calls. */
const INVOCATION_GIGABYTE_SECONDS = 0.25 * 0.03;
/** A heartbeat that follows a recorded one within a quarter of an hour is only answered. */
const RECORDED_HEARTBEATS = HEARTBEATS / 3;
/** A line of the access log, with the 26 bytes that CloudWatch counts for each. */
const ACCESS_LOG_BYTES = 200;
/** What Lambda samples beyond the first in each second. */
const TRACED_SHARE = 0.05;
const METER_ITEM_BYTES = 700;

const MESSAGES = {
  "ocpp1.6": {
    Heartbeat: HEARTBEATS,
    MeterValues: METER_VALUES,
    StartTransaction: SESSIONS,
    StopTransaction: SESSIONS,
    Authorize: SESSIONS,
    StatusNotification: STATUS_NOTIFICATIONS,
    BootNotification: RECONNECTS,
  },
  "ocpp2.0.1": {
    Heartbeat: HEARTBEATS,
    "TransactionEvent Updated": METER_VALUES,
    "TransactionEvent Started": SESSIONS,
    "TransactionEvent Ended": SESSIONS,
    Authorize: SESSIONS,
    StatusNotification: STATUS_NOTIFICATIONS,
    BootNotification: RECONNECTS,
  },
} as const satisfies Record<OcppVersion, Readonly<Record<string, number>>>;

/** What of the month the journal tells. */
export const JOURNALED_MONTH: JournaledMonth = {
  readings: METER_VALUES,
  sessions: SESSIONS,
  statuses: STATUS_NOTIFICATIONS,
  reconnects: RECONNECTS,
  recordedHeartbeats: RECORDED_HEARTBEATS,
};

/**
 * The bill of one charger for a month: heartbeat every 300 s, two sessions a day of an hour with a meter value a
 * minute, twenty other messages a day, twelve reconnects a day. Every message reads its binding, since a charger
 * speaks less often than the binding is remembered.
 */
export function chargerMonth(
  version: OcppVersion,
  costs: HandlerReport,
  journal: JournalCost,
): readonly CostLine[] {
  const messages: Readonly<Record<string, number>> = MESSAGES[version];
  const invocations = { ...messages, $connect: RECONNECTS, $disconnect: RECONNECTS };
  const messageCount = sumOf(Object.values(messages));
  const invocationCount = sumOf(Object.values(invocations));
  const total = (of: (cost: MessageCost) => number): number =>
    sumOf(Object.entries(invocations).map(([action, count]) => count * of(costOf(costs, action))));

  const unrecorded = HEARTBEATS - RECORDED_HEARTBEATS;
  const writeUnits =
    total((cost) => cost.writeUnits) - unrecorded * costOf(costs, "Heartbeat").writeUnits;
  const changes = RECORDED_HEARTBEATS + STATUS_NOTIFICATIONS + 3 * RECONNECTS + 2 * SESSIONS;
  const events = 3 * RECONNECTS + STATUS_NOTIFICATIONS + 2 * SESSIONS;
  const allInvocations = invocationCount + changes + journal.invocations;
  const logGigabytes =
    (total((cost) => cost.logBytes) + (messageCount + 2 * RECONNECTS) * ACCESS_LOG_BYTES) / 1e9;
  const storedGigabytes = (METER_VALUES * METER_ITEM_BYTES) / 1e9;
  const price = LIST_PRICES;
  return [
    line("connection minutes", DAYS * 1_440, price.connectionMinute),
    line("WebSocket messages, both directions", 2 * messageCount, price.webSocketMessage),
    line("invocations by chargers", invocationCount, price.invocation),
    line("invocations by streams, one a change at worst", changes, price.invocation),
    line("invocations by the audit journal", journal.invocations, price.invocation),
    line("GB-seconds", allInvocations * INVOCATION_GIGABYTE_SECONDS, price.lambdaGigabyteSecond),
    line("DynamoDB write units", writeUnits, price.writeUnit),
    line(
      "DynamoDB read units",
      total((cost) => cost.readUnits),
      price.readUnit,
    ),
    line("write units of the audit journal", journal.writeUnits, price.writeUnit),
    line(
      "audit journal kept, GB-months of the first month",
      journal.storedBytes / 1e9 / 2,
      price.storedGigabyteMonth + price.recoverableGigabyteMonth,
    ),
    line("domain events", events, price.customEvent),
    line("logs, GB", logGigabytes, price.logGigabyte),
    line("traces, one in twenty", allInvocations * TRACED_SHARE, price.trace),
    line(
      "meter values kept, GB-months of the first month",
      storedGigabytes / 2,
      price.storedGigabyteMonth + price.recoverableGigabyteMonth,
    ),
    line("requests at the edge", RECONNECTS, price.edgeRequest),
  ];
}

export function totalUsd(lines: readonly CostLine[]): number {
  return sumOf(lines.map(({ usd }) => usd));
}

function costOf(costs: HandlerReport, action: string): MessageCost {
  const found = costs.find((cost) => cost.action === action);
  if (found === undefined) throw new Error(`${action} was not measured.`);
  return found;
}

function line(item: string, quantity: number, usdPerUnit: number): CostLine {
  return { item, quantity, usd: quantity * usdPerUnit };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
