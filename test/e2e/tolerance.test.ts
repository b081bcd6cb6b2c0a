import { beforeAll, describe, expect, inject, it } from "vitest";
import { createCharger, createToken, onlySessionOf, unique } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { secondsAgo } from "#test/support/past.ts";
import { connectCharger } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";

const { local } = inject("platform");
const TOKEN = unique("ODD");
/** What functions remember of a socket is half a minute old at most; a watch begins when they ask again. */
const WATCH_BEGINS_MS = 60_000;

let rest: RestClient;
beforeAll(async () => {
  rest = await signIn(local, "admin@demo-a.example");
  await createToken(rest, { tokenId: TOKEN, maxActiveSessions: 1000 });
});

describe("a charger that gets everything wrong that can be understood", () => {
  it("charges and is billed as any other, and its deviations are in REST", async () => {
    const charger = await createCharger(rest);
    const socket = await connectCharger(local, charger, "ocpp1.6");
    const meterValue = {
      timestamp: secondsAgo(60).replace("Z", "+00"),
      sampledValue: { value: 1.5, unit: "KWH", measurand: "energy.active.import.register" },
    };

    await socket.call("BootNotification", {
      ChargePointVendor: " Oddities ",
      chargePointModel: 7,
      chargePointSerialNumber: "9".repeat(30),
    });
    await socket.call("StatusNotification", {
      connectorId: "1",
      status: "preparing",
      errorCode: "none",
    });
    await socket.call("DataTransfer", { vendorId: ' "ACME" ' });
    const [, , authorized] = await socket.call("Authorize", { idTag: ` ${TOKEN} ` });
    const [, , started] = await socket.call("StartTransaction", {
      connectorId: "1",
      idTag: `"${TOKEN}"`,
      meterStart: "1000",
      timestamp: secondsAgo(120).replace("T", " ").replace("Z", ""),
    });
    const { transactionId } = Object(started);
    await socket.call("MeterValues", { connectorId: 1, transactionId, meterValue });
    const stopped = await socket.call(
      "StopTransaction",
      { transactionId: String(transactionId), meterStop: 2000.4, timestamp: secondsAgo(1) },
      "stop",
    );
    const { body: shown } = await rest(`chargers/${charger.chargerId}`);
    const { body: list } = await rest(`chargers/${charger.chargerId}/deviations`);

    expect(authorized).toMatchObject({ idTagInfo: { status: "Accepted" } });
    expect(stopped).toEqual([3, "stop", {}]);
    expect(await onlySessionOf(rest, charger.chargerId)).toMatchObject({
      state: "ended",
      energyWh: 1_000,
      flags: [],
    });
    expect(shown.boot).toMatchObject({
      vendor: "Oddities",
      model: "7",
      serialNumber: "9".repeat(30),
    });
    expect(shown.conformance.flags).toEqual([]);
    expect(shown.conformance.score).toBeLessThan(90);
    const actions = new Set(list.items.map(({ action }: { action: string }) => action));
    expect([...actions]).toEqual([
      "Authorize",
      "BootNotification",
      "DataTransfer",
      "MeterValues",
      "StartTransaction",
      "StatusNotification",
      "StopTransaction",
    ]);
    expect(JSON.stringify(list)).not.toContain(TOKEN);
    await socket.close();
  });
});

describe("a charger that somebody watches", () => {
  it("shows its messages, and no card", async () => {
    const charger = await createCharger(rest);
    const socket = await connectCharger(local, charger, "ocpp1.6");
    const path = `chargers/${charger.chargerId}/messages`;
    const watched = await rest(`${path}/watch`, { method: "POST", body: { minutes: 5 } });

    const seen = await eventually(
      "a watched message",
      async () => {
        await socket.call("Authorize", { idTag: TOKEN });
        const { body } = await rest(path);
        return body.items.length > 0 && body;
      },
      WATCH_BEGINS_MS,
    );

    expect(watched.status).toBe(200);
    expect(seen).toMatchObject({
      watchedUntil: watched.body.watchedUntil,
      items: [{ action: "Authorize", response: { idTagInfo: { status: "Accepted" } } }],
    });
    expect(JSON.stringify(seen)).not.toContain(TOKEN);
    await socket.close();
  });
});
