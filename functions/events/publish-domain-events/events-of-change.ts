import type { GateTest } from "#adapters/dynamodb/gate-test-store.ts";
import type { PaymentNotice } from "#adapters/dynamodb/payment-notices.ts";
import type { StreamChange } from "#adapters/dynamodb/stream-change.ts";
import type { DomainEvent } from "#contracts/events/domain-event.ts";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import type { Session } from "#domain/charging/session.ts";
import type { DataRequest } from "#domain/data-requests/data-request.ts";
import type { Erasure } from "#domain/data-requests/erasure.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import type { Payment } from "#domain/payments/payment.ts";
import { attemptEvents, gateTestEvents } from "./adhoc-events.ts";
import { chargerEvents } from "./charger-events.ts";
import { commandEvents, type StoredCommand } from "./command-events.ts";
import { commandJobEvents } from "./command-job-events.ts";
import { type EventFacts, stamped } from "./event-stamp.ts";
import { keyRotationEvents } from "./key-events.ts";
import { noticeEvents, paymentEvents } from "./payment-events.ts";
import { driverEvents, erasureEvents, requestEvents } from "./privacy-events.ts";
import { sessionEvents } from "./session-events.ts";
import { type StoredWatch, watchEvents } from "./watch-events.ts";

/**
 * The domain events that a change of the Fleet, the Charging, the Payments or the People table means; removals mean none. Throws for an
 * item that is disguised.
 */
export function eventsOfChange(change: StreamChange): DomainEvent[] {
  const facts = factsOf(change);
  // Whose an item is its key says; one that says otherwise must not speak in another operator's name.
  const [owner] = change.pk.split("#");
  if (facts.some(({ operatorId }) => operatorId !== owner)) {
    throw new Error("an item names another operator than its key");
  }
  return stamped(change.changeId, facts);
}

function factsOf({ sk, before, after }: StreamChange): EventFacts[] {
  if (!after) return [];
  if (sk === "CHARGER") return chargerEvents(as<Charger>(before), as<Charger>(after));
  if (sk === "WATCH") return watchEvents(as<StoredWatch>(after));
  if (sk === "SESSION") return sessionEvents(as<Session>(before), as<Session>(after));
  if (sk.startsWith("COMMAND#")) {
    return commandEvents(as<StoredCommand>(before), as<StoredCommand>(after));
  }
  if (sk.startsWith("COMMANDJOB#")) return commandJobEvents(as(before), as(after));
  if (sk.startsWith("ADHOC#")) {
    return attemptEvents(as<AdHocAttempt>(before), as<AdHocAttempt>(after));
  }
  if (sk === "ADHOC-TEST") return gateTestEvents(as<GateTest>(before), as<GateTest>(after));
  if (sk.startsWith("NOTICE#") && after["paymentId"] !== undefined) {
    return noticeEvents(before, as<PaymentNotice>(after));
  }
  if (sk.startsWith("PAYMENT#")) return paymentEvents(as<Payment>(before), as<Payment>(after));
  if (sk.startsWith("DRIVER#")) return driverEvents(as(before), as(after));
  if (sk.startsWith("ERASURE#")) return erasureEvents(as<Erasure>(before), as<Erasure>(after));
  if (sk.startsWith("KEYROTATION#")) return keyRotationEvents(as(before), as(after));
  // The entry in the driver's own partition only names the request.
  if (sk.startsWith("REQUEST#") && after["state"] !== undefined) {
    return requestEvents(as<DataRequest>(before), as<DataRequest>(after));
  }
  return [];
}

/** The shape that the platform itself wrote under that key. */
function as<T>(image: Readonly<Record<string, unknown>>): T;
function as<T>(image: Readonly<Record<string, unknown>> | undefined): T | undefined;
function as<T>(image: Readonly<Record<string, unknown>> | undefined): T | undefined {
  return image as T | undefined;
}
