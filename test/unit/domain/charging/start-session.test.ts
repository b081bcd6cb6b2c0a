import { describe, expect, it } from "vitest";
import { identifiedSession, startedSession } from "#domain/charging/start-session.ts";
import { anActiveSession, aStart, aTariff, at } from "./builders.ts";

describe("startedSession", () => {
  it("opens an active session with the tariff of its start", () => {
    const session = startedSession(aStart({ evseId: 2 }));

    expect(session).toEqual({
      sessionId: "session-1",
      operatorId: "demo-a",
      chargerId: "CP-1",
      siteId: "site-1",
      version: "ocpp1.6",
      transactionId: 1234,
      evseId: 2,
      connectorId: 1,
      state: "active",
      tokenRef: "TAG-1",
      authorization: "Accepted",
      startedAt: at("10:00"),
      meterStartWh: 1000,
      tariff: aTariff(),
      flags: [],
    });
  });

  it("keeps only the snapshot of a whole tariff", () => {
    const tariff = {
      ...aTariff(),
      operatorId: "demo-a",
      createdAt: at("00:00"),
      updatedAt: at("00:00"),
    };

    const session = startedSession(aStart({ tariff }));

    expect(session.tariff).toEqual(aTariff());
  });

  it.each(["Blocked", "Expired", "Invalid", "ConcurrentTx"] as const)(
    "records a session whose token was not accepted (%s), flagged",
    (authorization) => {
      const session = startedSession(aStart({ authorization }));

      expect(session).toMatchObject({ state: "active", authorization, flags: ["not-authorized"] });
    },
  );

  it("accepts nobody while no token has come", () => {
    const session = startedSession(aStart({ tokenRef: undefined, authorization: "Pending" }));

    expect(session).toMatchObject({ authorization: "Pending", flags: ["not-authorized"] });
    expect(session).not.toHaveProperty("tokenRef");
  });

  it("flags a session that no tariff prices", () => {
    const session = startedSession(aStart({ tariff: undefined }));

    expect(session.flags).toEqual(["no-tariff"]);
  });

  it("flags what was odd about the message, once", () => {
    const session = startedSession(aStart({ flags: ["content-repaired", "content-repaired"] }));

    expect(session.flags).toEqual(["content-repaired"]);
  });

  it.each([undefined, -1, Number.NaN])(
    "remembers that the register %s at the start is none",
    (meterStartWh) => {
      const session = startedSession(aStart({ meterStartWh }));

      expect(session).toMatchObject({ meterStartWh: 0, meterStartMissing: true });
    },
  );
});

describe("identifiedSession", () => {
  it("takes up the token that came after the cable", () => {
    const pending = anActiveSession({ tokenRef: undefined, authorization: "Pending" });

    const session = identifiedSession(pending, { tokenRef: "TAG-7", authorization: "Accepted" });

    expect(session).toMatchObject({ tokenRef: "TAG-7", authorization: "Accepted", flags: [] });
  });

  it("stays flagged when that token is refused", () => {
    const pending = anActiveSession({ tokenRef: undefined, authorization: "Pending" });

    const session = identifiedSession(pending, { tokenRef: "TAG-7", authorization: "Blocked" });

    expect(session).toMatchObject({ authorization: "Blocked", flags: ["not-authorized"] });
  });

  it("does not give a session to a second driver", () => {
    const accepted = anActiveSession();

    const session = identifiedSession(accepted, { tokenRef: "TAG-7", authorization: "Accepted" });

    expect(session).toBe(accepted);
  });
});
