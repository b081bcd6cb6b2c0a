import { describe, expect, it } from "vitest";
import { type StreamRecord, streamChange } from "#adapters/dynamodb/stream-change.ts";
import { domainEvent } from "#contracts/events/domain-event.ts";
import type { Session } from "#domain/charging/session.ts";
import type { Charger, ChargerConnection } from "#domain/fleet/charger.ts";
import { eventsOfChange } from "#functions/events/publish-domain-events/events-of-change.ts";
import { aCommand, aSentCommand } from "#test/support/commands.ts";
import { aCharger } from "#test/support/fleet.ts";
import { aStreamRecord } from "#test/support/stream-records.ts";

const AT = "2026-03-01T10:00:00.000Z";
const LATER = "2026-03-01T11:00:00.000Z";
const connection: ChargerConnection = {
  connectionId: "socket-7",
  version: "ocpp2.0.1",
  connectedAt: AT,
  sourceIp: "192.0.2.1",
};
const about = { v: 1, operatorId: "demo-a", chargerId: "CP-1", siteId: "site-1" };

/** The events of a record; each one is what the contract says it is. */
function eventsOf(record: StreamRecord) {
  return eventsOfChange(streamChange(record)).map((event) => domainEvent.parse(event));
}

function ofCharger(before: Partial<Charger>, after: Partial<Charger>) {
  const pk = "demo-a#CP-1";
  return eventsOf(
    aStreamRecord({ pk, sk: "CHARGER", before: aCharger(before), after: aCharger(after) }),
  );
}

describe("a charger", () => {
  it("that was only seen means nothing", () => {
    expect(ofCharger({ connection, lastSeenAt: AT }, { connection, lastSeenAt: LATER })).toEqual(
      [],
    );
  });

  it("with a new connection has connected, from where is not told", () => {
    expect(ofCharger({}, { connection })).toEqual([
      {
        ...about,
        type: "ChargerConnected",
        eventId: "change-1-0",
        ocppVersion: "ocpp2.0.1",
        occurredAt: AT,
      },
    ]);
  });

  it("without its connection has disconnected", () => {
    expect(ofCharger({ connection }, { lastSeenAt: LATER })).toEqual([
      { ...about, type: "ChargerDisconnected", eventId: "change-1-0", occurredAt: LATER },
    ]);
  });

  it("that reports a boot has booted, once", () => {
    const boot = { bootedAt: AT, vendor: "V", model: "M", iccid: "8988" };

    expect(ofCharger({}, { boot })).toEqual([
      {
        ...about,
        type: "ChargerBooted",
        eventId: "change-1-0",
        vendor: "V",
        model: "M",
        occurredAt: AT,
      },
    ]);
    expect(ofCharger({ boot }, { boot })).toEqual([]);
  });

  it("tells of each connector whose status or error is another, not of one that repeats itself", () => {
    const before = {
      "1": { status: "Available", errorCode: "NoError", reportedAt: AT },
      "2": { status: "Available", reportedAt: AT },
    };
    const after = {
      "1": { status: "Faulted", errorCode: "GroundFailure", reportedAt: LATER },
      "2": { status: "Available", reportedAt: LATER },
      "3": { status: "Charging", reportedAt: LATER },
    };

    const events = ofCharger({ connectors: before }, { connectors: after });

    expect(events).toEqual([
      {
        ...about,
        type: "ConnectorStatusChanged",
        eventId: "change-1-0",
        connector: "1",
        status: "Faulted",
        previousStatus: "Available",
        errorCode: "GroundFailure",
        occurredAt: LATER,
      },
      {
        ...about,
        type: "ConnectorStatusChanged",
        eventId: "change-1-1",
        connector: "3",
        status: "Charging",
        occurredAt: LATER,
      },
    ]);
  });
});

describe("a watch over a charger's messages", () => {
  it("is told when it begins, and without what its pseudonyms are made with", () => {
    const watch = {
      ...{ operatorId: "demo-a", chargerId: "CP-1", createdAt: AT, until: LATER },
      salt: "c2FsdA==",
    };

    expect(eventsOf(aStreamRecord({ pk: "demo-a#CP-1", sk: "WATCH", after: watch }))).toEqual([
      {
        type: "MessageWatchStarted",
        eventId: "change-1-0",
        v: 1,
        operatorId: "demo-a",
        chargerId: "CP-1",
        until: LATER,
        occurredAt: AT,
      },
    ]);
  });
});

describe("a command", () => {
  const ofCommand = (before: object | undefined, after: object) =>
    eventsOf(
      aStreamRecord({ pk: "demo-a#CP-1", sk: "COMMAND#01", ...(before && { before }), after }),
    );

  it("that waits for its turn is told once, and none that was refused at once", () => {
    const queued = aCommand({ payload: { idTag: "CARD" } });

    expect(ofCommand(undefined, queued)).toEqual([
      {
        type: "CommandCreated",
        eventId: "change-1-0",
        v: 1,
        operatorId: "demo-a",
        chargerId: "CP-1",
        commandId: queued.commandId,
        action: "ClearCache",
        occurredAt: queued.createdAt,
      },
    ]);
    expect(ofCommand(queued, queued)).toEqual([]);
  });

  it("that ends tells how, without what was asked and answered", () => {
    const failed = {
      ...aSentCommand({ state: "failed", finishedAt: LATER, payload: { idTag: "CARD" } }),
      error: { code: "charger.offline", description: "of the charger" },
    };

    const [event, ...others] = ofCommand(aSentCommand(), failed);

    expect(others).toEqual([]);
    expect(event).toEqual({
      type: "CommandFinished",
      eventId: "change-1-0",
      v: 1,
      operatorId: "demo-a",
      chargerId: "CP-1",
      commandId: failed.commandId,
      action: "ClearCache",
      state: "failed",
      errorCode: "charger.offline",
      occurredAt: LATER,
    });
  });

  it("that failed with what no code looks like keeps that to itself", () => {
    const error = { code: "card 0499 of J. Doe", description: "" };

    const [event] = ofCommand(undefined, { ...aCommand({ state: "failed" }), error });

    expect(event).not.toHaveProperty("errorCode");
  });

  it("that is sent means nothing", () => {
    expect(ofCommand(aCommand(), aSentCommand())).toEqual([]);
  });
});

describe("a session", () => {
  const active: Session = {
    sessionId: "session-1",
    operatorId: "demo-a",
    chargerId: "CP-1",
    siteId: "site-1",
    version: "ocpp1.6",
    transactionId: 4711,
    connectorId: 1,
    state: "active",
    tokenRef: "CARD-1",
    authorization: "Accepted",
    startedAt: AT,
    meterStartWh: 0,
    flags: [],
  };
  const components = { startFeeMinor: 0, energyMinor: 590, timeMinor: 0, idleMinor: 0 };
  const ended: Session = {
    ...active,
    state: "ended",
    endedAt: LATER,
    energyWh: 10_000,
    cost: { amountMinor: 590, currency: "EUR", netMinor: 496, vatMinor: 94, components },
  };
  const place = { ...about, sessionId: "session-1", connectorId: 1 };
  const bill = {
    startedAt: AT,
    endedAt: LATER,
    energyWh: 10_000,
    amountMinor: 590,
    currency: "EUR",
    billHeld: false,
    flags: [],
  };
  const ofSession = (before: Session | undefined, after: Session) =>
    eventsOf(
      aStreamRecord({ pk: "demo-a#session-1", sk: "SESSION", ...(before && { before }), after }),
    );

  it("that begins has started; whose card it was is not told", () => {
    expect(ofSession(undefined, active)).toEqual([
      { ...place, type: "SessionStarted", eventId: "change-1-0", startedAt: AT, occurredAt: AT },
    ]);
  });

  it("that ends tells its energy and its price", () => {
    expect(ofSession(active, ended)).toEqual([
      { ...place, ...bill, type: "SessionEnded", eventId: "change-1-0", occurredAt: LATER },
    ]);
  });

  it("whose start is known only from its stop has started and ended", () => {
    expect(ofSession(undefined, ended).map(({ type }) => type)).toEqual([
      "SessionStarted",
      "SessionEnded",
    ]);
  });

  it("that was closed without its stop is corrected when the stop comes, and only then", () => {
    const swept: Session = { ...ended, energyWh: 9_000, flags: ["stop-missing"] };

    expect(ofSession(swept, ended)).toEqual([
      { ...place, ...bill, type: "SessionCorrected", eventId: "change-1-0", occurredAt: LATER },
    ]);
    expect(ofSession(ended, ended)).toEqual([]);
  });
});

it.each(["PENDING#01", "VARIABLE#a#b", "OUTSTANDING", "METER#x", "TOKEN#A"])(
  "means nothing when %s changes",
  (sk) => {
    expect(eventsOf(aStreamRecord({ pk: "demo-a", sk, after: {} }))).toEqual([]);
  },
);

it("means nothing when an item is removed", () => {
  expect(eventsOf(aStreamRecord({ pk: "demo-a", sk: "CHARGER", before: aCharger() }))).toEqual([]);
});
