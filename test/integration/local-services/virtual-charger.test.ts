import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OCPP_VERSIONS } from "#ocpp/actions.ts";
import { startVirtualCharger } from "#tools/charger/virtual-charger.ts";
import { startTrial, type Trial } from "./strict-trial.ts";

let trial: Trial;

beforeEach(async () => {
  trial = await startTrial();
});

afterEach(() => trial.end());

describe.each(OCPP_VERSIONS)("the virtual charger over %s", (version) => {
  it("boots and reports its connectors", async () => {
    const charger = await trial.start(version);

    expect(charger.bootAccepted).toBe(true);
    expect(trial.payloadsOf("BootNotification")).toHaveLength(1);
    expect(trial.payloadsOf("StatusNotification")).toHaveLength(2);
  });

  it("charges a whole session with the energy that it was told to draw", async () => {
    const charger = await trial.start(version);

    const { authorization } = await charger.startSession({ tokenId: "DEMO-TAG-1" });
    await charger.meter({ energyWh: 1_000 });
    await charger.meter({ energyWh: 234 });
    const { energyWh } = await charger.stopSession();

    expect([authorization, energyWh]).toEqual(["Accepted", 1_234]);
    expect(trial.events.filter(({ type }) => type === "metered")).toHaveLength(2);
    expect(charger.activeConnectors()).toEqual([]);
  });

  it("counts its meter on from one session to the next", async () => {
    const charger = await trial.start(version);
    await charger.startSession({ tokenId: "DEMO-TAG-1" });
    await charger.meter({ energyWh: 500 });
    await charger.stopSession();

    await charger.startSession({ tokenId: "DEMO-TAG-1" });
    await charger.meter({ energyWh: 70 });
    const { energyWh } = await charger.stopSession();

    expect(energyWh).toBe(70);
    expect(JSON.stringify(trial.received.at(-3)?.payload)).toContain("570");
  });

  it("does not begin a session for a card that is refused", async () => {
    const charger = await trial.start(version);

    const plugged = charger.startSession({ tokenId: "DEMO-TAG-4" });

    await expect(plugged).rejects.toThrow(/Blocked/);
    expect(charger.activeConnectors()).toEqual([]);
  });

  it("connects again after a cut, and still ends its session", async () => {
    const charger = await trial.start(version);
    await charger.startSession({ tokenId: "DEMO-TAG-1" });

    await trial.cut();
    await trial.happened("disconnected");
    const { energyWh } = await charger.stopSession();

    expect(energyWh).toBe(0);
    expect(trial.events.filter(({ type }) => type === "connected").length).toBeGreaterThan(1);
  });

  it("is refused with a wrong password", async () => {
    await trial.start(version);

    const other = startVirtualCharger({
      url: trial.url,
      operatorId: "demo-a",
      chargerId: "A-AC-2",
      password: "wrong",
      version,
    });

    await expect(other).rejects.toMatchObject({ code: 401 });
  });

  it("answers what it does not know with NotImplemented", async () => {
    await trial.start(version);

    const answer = trial.call("Heartbeat", {});

    await expect(answer).rejects.toMatchObject({ rpcErrorCode: "NotImplemented" });
  });
});

it("ends a 1.6 session that the platform began but did not authorise", async () => {
  const charger = await trial.start("ocpp1.6", { authorizesFirst: false });

  const { authorization } = await charger.startSession({ tokenId: "DEMO-TAG-4" });

  expect(authorization).toBe("Blocked");
  expect(trial.payloadsOf("StopTransaction")).toMatchObject([
    { transactionId: 77, reason: "DeAuthorized" },
  ]);
});

it("numbers the events of a 2.0.1 transaction without a gap", async () => {
  const charger = await trial.start("ocpp2.0.1");

  await charger.startSession({ tokenId: "DEMO-TAG-1" });
  await charger.meter({ energyWh: 1 });
  await charger.meter({ energyWh: 1 });
  await charger.stopSession();

  expect(
    trial.payloadsOf("TransactionEvent").map(({ eventType, seqNo }) => [eventType, seqNo]),
  ).toEqual([
    ["Started", 0],
    ["Updated", 1],
    ["Updated", 2],
    ["Ended", 3],
  ]);
});

it("says nothing more of a session's meter once its stop is on the way", async () => {
  const charger = await trial.start("ocpp1.6");
  await charger.startSession({ tokenId: "DEMO-TAG-1" });

  const stopping = charger.stopSession();
  await charger.meter({ energyWh: 500 });
  await stopping;

  expect(trial.payloadsOf("MeterValues")).toEqual([]);
});

it("takes one car at a connector, however quickly two arrive", async () => {
  const charger = await trial.start("ocpp1.6", { authorizesFirst: false });

  const arrivals = await Promise.allSettled([
    charger.startSession({ tokenId: "DEMO-TAG-1" }),
    charger.startSession({ tokenId: "DEMO-TAG-2" }),
  ]);

  expect(arrivals.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect(trial.payloadsOf("StartTransaction")).toHaveLength(1);
});
