import { beforeAll, describe, expect, inject, it } from "vitest";
import {
  createCharger,
  createTariff,
  createToken,
  onlySessionOf,
  sessionsOf,
  tokenNamed,
  unique,
} from "#test/support/demo-fleet.ts";
import { expectedCost } from "#test/support/expected-cost.ts";
import { secondsAgo } from "#test/support/past.ts";
import { connectCharger } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { event201, meter16, start16, transactionIdIn } from "#test/support/session-messages.ts";

const { local } = inject("platform");
const PRICES = {
  startFeeMinor: 50,
  energyMinorPerKwh: 49.9,
  timeMinorPerMinute: 2.5,
  vatRateBasisPoints: 1900,
  pricesIncludeVat: true,
};

let rest: RestClient;

beforeAll(async () => {
  rest = await signIn(local, "admin@demo-a.example");
});

async function billedAs(chargerId: string, charged: { energyWh: number; durationSeconds: number }) {
  const session = await onlySessionOf(rest, chargerId);
  return { session, cost: expectedCost(session.tariff, charged) };
}

describe("a session", () => {
  it("survives cuts of the 1.6 charger's connection, with a close frame and without", async () => {
    const tariff = await createTariff(rest, PRICES);
    const charger = await createCharger(rest, { tariffId: tariff.tariffId });
    const tokenId = await createToken(rest);
    const first = await connectCharger(local, charger, "ocpp1.6");
    const started = await first.call("StartTransaction", start16(tokenId, secondsAgo(1800)));
    const transactionId = transactionIdIn(started);
    await first.close();

    const second = await connectCharger(local, charger, "ocpp1.6");
    await second.call("MeterValues", meter16(transactionId, secondsAgo(900), 12_000));
    second.cut();
    const third = await connectCharger(local, charger, "ocpp1.6");
    await third.call("StopTransaction", {
      transactionId,
      meterStop: 15_432,
      timestamp: secondsAgo(60),
    });
    await third.close();

    const charged = { energyWh: 5_432, durationSeconds: 1_740 };
    const { session, cost } = await billedAs(charger.chargerId, charged);
    expect(session).toMatchObject({ state: "ended", ...charged, cost, flags: [] });
    expect(session.samples).toHaveLength(1);
  });

  it("begins, goes on and ends once, however often a 1.6 charger says so", async () => {
    const charger = await createCharger(rest);
    const tokenId = await createToken(rest);
    const socket = await connectCharger(local, charger, "ocpp1.6");
    const start = start16(tokenId, secondsAgo(600));

    const first = await socket.call("StartTransaction", start, "a");
    const again = await socket.call("StartTransaction", start, "b");
    await socket.close();
    const later = await connectCharger(local, charger, "ocpp1.6");
    const afterwards = await later.call("StartTransaction", start, "a");
    const transactionId = transactionIdIn(first);
    for (const id of ["c", "d"]) {
      await later.call("MeterValues", meter16(transactionId, secondsAgo(300), 10_500), id);
    }
    const stop = { transactionId, meterStop: 11_000, timestamp: secondsAgo(0) };
    await later.call("StopTransaction", stop, "e");
    const ended = await onlySessionOf(rest, charger.chargerId);
    await later.call("StopTransaction", stop, "f");
    await later.call("StopTransaction", { ...stop, meterStop: 99_000 }, "g");

    expect([again, afterwards].map((frame) => frame[2])).toEqual([first[2], first[2]]);
    expect(await onlySessionOf(rest, charger.chargerId)).toEqual(ended);
    expect(ended).toMatchObject({ state: "ended", energyWh: 1_000 });
    expect(ended.samples).toHaveLength(1);
    expect((await tokenNamed(rest, tokenId)).activeSessions).toBe(0);
    await later.close();
  });

  it("begins, goes on and ends once, however often a 2.0.1 charger says so", async () => {
    const charger = await createCharger(rest);
    const tokenId = await createToken(rest);
    const socket = await connectCharger(local, charger, "ocpp2.0.1");
    const transactionId = unique("TX");
    const started = event201("Started", 0, transactionId, {
      timestamp: secondsAgo(600),
      registerWh: 1_000,
      tokenId,
    });
    const updated = event201("Updated", 1, transactionId, {
      timestamp: secondsAgo(300),
      registerWh: 1_500,
    });
    const ended = event201("Ended", 2, transactionId, {
      timestamp: secondsAgo(0),
      registerWh: 2_345,
    });

    const answers = [];
    for (const event of [started, started, updated, updated, ended]) {
      answers.push((await socket.call("TransactionEvent", event))[2]);
    }
    const bill = await onlySessionOf(rest, charger.chargerId);
    for (const event of [ended, updated, started]) await socket.call("TransactionEvent", event);

    expect(answers[1]).toEqual(answers[0]);
    expect(await onlySessionOf(rest, charger.chargerId)).toEqual(bill);
    expect(bill).toMatchObject({ state: "ended", energyWh: 1_345, flags: [] });
    expect((await tokenNamed(rest, tokenId)).activeSessions).toBe(0);
    await socket.close();
  });

  it("that was charged while a 1.6 charger was offline is billed when its queue comes", async () => {
    const tariff = await createTariff(rest, PRICES);
    const charger = await createCharger(rest, { tariffId: tariff.tariffId });
    const tokenId = await createToken(rest);
    const socket = await connectCharger(local, charger, "ocpp1.6");

    const started = await socket.call("StartTransaction", start16(tokenId, secondsAgo(90_000)));
    const transactionId = transactionIdIn(started);
    const stop = { transactionId, meterStop: 32_000, timestamp: secondsAgo(86_400) };
    await socket.call("StopTransaction", stop);
    await socket.call("MeterValues", meter16(transactionId, secondsAgo(88_000), 20_000));

    const charged = { energyWh: 22_000, durationSeconds: 3_600 };
    const { session, cost } = await billedAs(charger.chargerId, charged);
    expect(session).toMatchObject({ state: "ended", ...charged, cost, flags: [] });
    await socket.close();
  });

  it("whose 2.0.1 events come late and in the wrong order is billed all the same", async () => {
    const tariff = await createTariff(rest, PRICES);
    const charger = await createCharger(rest, { tariffId: tariff.tariffId });
    const tokenId = await createToken(rest);
    const socket = await connectCharger(local, charger, "ocpp2.0.1");
    const transactionId = unique("TX");
    const offline = true;
    const at = (timestamp: string, registerWh: number) => ({ timestamp, registerWh, offline });

    await socket.call(
      "TransactionEvent",
      event201("Updated", 1, transactionId, at(secondsAgo(5_000), 4_000)),
    );
    await socket.call(
      "TransactionEvent",
      event201("Started", 0, transactionId, { ...at(secondsAgo(7_200), 1_000), tokenId }),
    );
    await socket.call(
      "TransactionEvent",
      event201("Ended", 2, transactionId, at(secondsAgo(3_600), 9_876)),
    );

    const charged = { energyWh: 8_876, durationSeconds: 3_600 };
    const { session, cost } = await billedAs(charger.chargerId, charged);
    expect(session).toMatchObject({ state: "ended", ...charged, cost, flags: [] });
    await socket.close();
  });

  it("belongs to its charger alone: another one can neither feed nor stop it", async () => {
    const owner = await createCharger(rest);
    const thief = await createCharger(rest);
    const tokenId = await createToken(rest);
    const socket = await connectCharger(local, owner, "ocpp1.6");
    const started = await socket.call("StartTransaction", start16(tokenId, secondsAgo(600)));
    const transactionId = transactionIdIn(started);
    const stranger = await connectCharger(local, thief, "ocpp1.6");

    await stranger.call("MeterValues", meter16(transactionId, secondsAgo(300), 99_000));
    const answer = await stranger.call(
      "StopTransaction",
      { transactionId, meterStop: 99_999, timestamp: secondsAgo(0) },
      "stolen",
    );

    expect(answer).toEqual([3, "stolen", {}]);
    expect(await onlySessionOf(rest, owner.chargerId)).toMatchObject({
      state: "active",
      energyWh: 0,
      samples: [],
    });
    expect(await sessionsOf(rest, thief.chargerId)).toEqual([]);
    await socket.close();
    await stranger.close();
  });
});

describe("a token", () => {
  it.each([
    ["is blocked", { status: "blocked" }, "Blocked"],
    ["has expired", { expiresAt: "2020-01-01T00:00:00Z" }, "Expired"],
  ])(
    "that %s is refused, and what the charger charges all the same is flagged",
    async (_why, token, status) => {
      const charger = await createCharger(rest);
      const tokenId = await createToken(rest, token);
      const socket = await connectCharger(local, charger, "ocpp1.6");

      const authorized = await socket.call("Authorize", { idTag: tokenId });
      const started = await socket.call("StartTransaction", start16(tokenId, secondsAgo(60)));

      expect([authorized[2], started[2]]).toMatchObject([
        { idTagInfo: { status } },
        { idTagInfo: { status } },
      ]);
      expect((await onlySessionOf(rest, charger.chargerId)).flags).toContain("not-authorized");
      await socket.close();
    },
  );

  it("charges one car at a time", async () => {
    const [one, other] = [await createCharger(rest), await createCharger(rest)];
    const tokenId = await createToken(rest);
    const socket = await connectCharger(local, one, "ocpp1.6");
    const second = await connectCharger(local, other, "ocpp2.0.1");
    const started = await socket.call("StartTransaction", start16(tokenId, secondsAgo(60)));
    const startOther = (seqNo: number, transactionId: string) =>
      second.call(
        "TransactionEvent",
        event201("Started", seqNo, transactionId, {
          timestamp: secondsAgo(30),
          registerWh: 0,
          tokenId,
        }),
      );

    const refused = await startOther(0, unique("TX"));
    const stop = {
      transactionId: transactionIdIn(started),
      meterStop: 10_000,
      timestamp: secondsAgo(9),
    };
    await socket.call("StopTransaction", stop);
    const accepted = await startOther(0, unique("TX"));

    expect(refused[2]).toMatchObject({ idTokenInfo: { status: "ConcurrentTx" } });
    expect(accepted[2]).toMatchObject({ idTokenInfo: { status: "Accepted" } });
    await socket.close();
    await second.close();
  });
});
