import { isBillHeld } from "#domain/charging/bill-held.ts";
import type { Session } from "#domain/charging/session.ts";
import type { EventFacts } from "./event-stamp.ts";

/** What happened to a session between two states of its item. */
export function sessionEvents(before: Session | undefined, after: Session): EventFacts[] {
  const events: EventFacts[] = [];
  const { startedAt } = after;
  if (!before) {
    events.push({ type: "SessionStarted", ...placeOf(after), startedAt, occurredAt: startedAt });
  }
  if (after.state !== "ended") return events;

  const bill = billOf(after);
  const facts = { ...placeOf(after), ...bill, occurredAt: bill.endedAt };
  if (before?.state !== "ended") events.push({ type: "SessionEnded", ...facts });
  else if (JSON.stringify(bill) !== JSON.stringify(billOf(before))) {
    events.push({ type: "SessionCorrected", ...facts });
  }
  return events;
}

function placeOf(session: Session) {
  const { operatorId, chargerId, siteId, sessionId, evseId, connectorId } = session;
  const evse = evseId === undefined ? {} : { evseId };
  return { operatorId, chargerId, siteId, sessionId, ...evse, connectorId };
}

function billOf(session: Session) {
  const { startedAt, energyWh, cost, flags } = session;
  return {
    startedAt,
    endedAt: session.endedAt ?? startedAt,
    ...(energyWh !== undefined && { energyWh }),
    ...(cost && { amountMinor: cost.amountMinor, currency: cost.currency }),
    billHeld: isBillHeld(session),
    flags: [...flags],
  };
}
