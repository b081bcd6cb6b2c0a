import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import type { Payment, PaymentState } from "#domain/payments/payment.ts";
import { USAGE_FOLDER_VARIABLE } from "#local/iam/usage-file.ts";
import { type Platform, startPlatform } from "#local/platform.ts";
import { prepareAssembly } from "#local/startup/prepare-assembly.ts";
import { eventually } from "#test/support/eventually.ts";
import { checkJournal, WITH_REDELIVERY } from "#test/support/journal-check.ts";
import { functionNames } from "#test/support/live-functions.ts";
import { paymentWorld } from "#test/support/payment-world.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { startVirtualCharger, type VirtualCharger } from "#tools/charger/virtual-charger.ts";
import { USAGE_FOLDER } from "#tools/iam-usage/usage-folder.ts";

const TARIFF = { tariffId: "standard", name: "Standart", currency: "TRY", startFeeMinor: 0 };
const QUOTE = {
  tariff: {
    ...TARIFF,
    energyMinorPerKwh: 1_149,
    timeMinorPerMinute: 0,
    idleMinorPerMinute: 250,
    idleGraceMinutes: 15,
    vatRateBasisPoints: 2_000,
    pricesIncludeVat: true,
    version: 1,
  },
  holdAmountMinor: 30_000,
  stepUpHoldAmountMinor: 30_000,
};

let dataDir: string;
let platform: Platform;
let world: ReturnType<typeof paymentWorld>;
let finance: RestClient;
let support: RestClient;
let sweepName: string;
const chargers: VirtualCharger[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "chargeward-e2e-"));
  Object.assign(process.env, WITH_REDELIVERY, { [USAGE_FOLDER_VARIABLE]: USAGE_FOLDER });
  const assemblyDir = await prepareAssembly(() => undefined);
  const functionNamed = await functionNames(assemblyDir);
  platform = await startPlatform({ dataDir, port: 0, tlsPort: 0, demo: true, assemblyDir });
  world = paymentWorld(platform);
  finance = await signIn(platform.access, "finance@demo-a.example");
  support = await signIn(platform.access, "support@demo-a.example");
  sweepName = functionNamed("events-advance-payments");
});
afterEach(async () => {
  await world.faults({});
  await Promise.all(chargers.splice(0).map((charger) => charger.close()));
});
afterAll(async () => {
  await platform?.stop();
  await checkJournal(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

async function connect(chargerId: string): Promise<VirtualCharger> {
  const operator = platform.access.operators.find(({ operatorId }) => operatorId === "demo-a");
  const known = operator?.chargers.find((charger) => charger.chargerId === chargerId);
  if (!known) throw new Error(`There is no ${chargerId}`);
  const charger = await startVirtualCharger({
    url: platform.access.ocppUrl,
    operatorId: "demo-a",
    chargerId,
    password: known.password,
    version: known.ocppVersion === "ocpp1.6" ? "ocpp1.6" : "ocpp2.0.1",
    isStrict: true,
  });
  chargers.push(charger);
  return charger;
}

const clear = (chargerId: string, siteId = "kadikoy") =>
  world.clear({
    operatorId: "demo-a",
    chargerId,
    siteId,
    connectorId: 1,
    evseId: 1,
    quote: QUOTE,
    subjectId: "aaaaaaaaaaaaaaaaaaaaaaaaaa",
  });

const inState = (attempt: AdHocAttempt, state: PaymentState): Promise<Payment> =>
  eventually(`the payment is ${state}`, async () => {
    const payment = await world.payment(attempt);
    return payment?.state === state && payment;
  });

const pageOf = (attempt: AdHocAttempt): Promise<string> =>
  eventually("there is a page to pay on", async () => {
    return (await world.payment(attempt))?.checkout?.url;
  });

const charging = (charger: VirtualCharger, attempt: AdHocAttempt): Promise<Payment> =>
  eventually("the car charges", async () => {
    const payment = await world.payment(attempt);
    const isActive = charger.activeConnectors().includes(1);
    return isActive && payment?.sessionId !== undefined && payment;
  });

describe("charging without an account", () => {
  it.each(["A-AC-1", "A-AC-2"])(
    "at %s holds, starts, stops, takes what was charged and lets the rest go",
    async (chargerId) => {
      const charger = await connect(chargerId);

      const attempt = await clear(chargerId);
      const paid = await world.pay(await pageOf(attempt));
      await charging(charger, attempt);
      await charger.meter({ connectorId: 1, energyWh: 5_000 });
      await charger.stopSession({ connectorId: 1 });

      const payment = await inState(attempt, "captured");
      expect(paid).toBe(303);
      expect(payment).toMatchObject({ capturedMinor: 5_745, claim: { energyWh: 5_000 } });
      await eventually("the attempt says so too", async () => {
        return (await world.attempt(attempt))?.state === "captured";
      });
    },
  );

  it("goes on where the notice is lost, comes twice, or answers fail on the way", async () => {
    await world.faults({ notices: "lost" });
    const charger = await connect("A-DC-1");

    const attempt = await clear("A-DC-1");
    await world.pay(await pageOf(attempt));
    await sweepUntil(async () => charger.activeConnectors().includes(1));
    await charging(charger, attempt);
    await world.faults({
      notices: "twice",
      failing: { operation: "capture", times: 2, late: true },
    });
    await charger.meter({ connectorId: 1, energyWh: 2_000 });
    await charger.stopSession({ connectorId: 1 });
    await eventually("the failed capture is known", async () => {
      const payment = await world.payment(attempt);
      return payment !== undefined && (payment.tries > 0 || payment.state === "captured");
    });
    await world.faults({});
    await world.tell("AdHocSessionCleared", attempt);

    expect(await inState(attempt, "captured")).toMatchObject({ capturedMinor: 2_298 });
  });

  it("lets one card hold money five times an hour, and gives the sixth hold back before anything begins", async () => {
    const attempts: AdHocAttempt[] = [];
    for (let count = 0; count < 6; count++) {
      const attempt = await clear("A-DC-2", "cankaya");
      await world.pay(await pageOf(attempt), "often");
      await inState(attempt, count < 5 ? "released" : "failed");
      attempts.push(attempt);
    }

    const payments = await Promise.all(attempts.map(world.payment));
    expect(payments.map((payment) => payment?.endReason)).toEqual([
      ...Array.from({ length: 5 }, () => "charger-offline"),
      "card-used-too-often",
    ]);
    expect(payments.at(-1)).not.toHaveProperty("start");
  });

  it("gives the hold back at a charger that is offline, and to a driver who leaves", async () => {
    const offline = await clear("A-DC-2", "cankaya");
    const leaving = await clear("A-AC-3", "cankaya");
    await pageOf(leaving);

    await world.pay(await pageOf(offline));
    await world.tell("AdHocStopRequested", leaving);

    expect(await inState(offline, "released")).toMatchObject({ endReason: "charger-offline" });
    expect(await inState(leaving, "expired")).toMatchObject({ endReason: "not-paid" });
    await eventually("the attempts say so too", async () => {
      const states = await Promise.all([offline, leaving].map(world.attempt));
      return states[0]?.state === "released" && states[1]?.state === "abandoned";
    });
  });

  it("stops by the driver's wish, and before the hold is used up", async () => {
    const chargerIds = ["A-AC-1", "A-AC-3"];
    const [one, other] = await Promise.all(chargerIds.map(connect));
    const [wished, used] = [await clear("A-AC-1"), await clear("A-AC-3", "cankaya")];
    if (!one || !other) throw new Error("no chargers");
    await Promise.all([wished, used].map(async (attempt) => world.pay(await pageOf(attempt))));
    await Promise.all([charging(one, wished), charging(other, used)]);

    await one.meter({ connectorId: 1, energyWh: 1_000 });
    await world.tell("AdHocStopRequested", wished);
    await other.meter({ connectorId: 1, energyWh: 25_000 });
    await world.tell("AdHocSessionCleared", used);

    expect(await inState(wished, "captured")).toMatchObject({
      capturedMinor: 1_149,
      stop: { because: "driver" },
    });
    expect(await inState(used, "captured")).toMatchObject({
      capturedMinor: 28_725,
      stop: { because: "hold-almost-used" },
    });
  });

  it("lets finance see it in books that sum to zero, and give money back within limits", async () => {
    const { items } = (await finance("payments")).body;
    const payment = items.find(({ capturedMinor }: Payment) => capturedMinor === 28_725);
    const place = `payments/${payment.paymentId}/refunds`;
    const ask = (amountMinor: number) =>
      support(place, {
        method: "POST",
        body: { amountMinor, reason: "goodwill" },
        headers: { "x-change-reason": "The driver complained" },
      });

    const small = await ask(1_000);
    const large = await ask(20_000);
    const tooMuch = await ask(28_000);
    const { approvalId, payloadHash } = large.body;
    const body = { payloadHash };
    const approved = await finance(`approvals/${approvalId}/approve`, { method: "POST", body });
    const refunds = await eventually("both refunds are paid", async () => {
      const now = (await finance(`payments/${payment.paymentId}`)).body;
      const isPaid = now.refunds.every(({ state }: { state: string }) => state === "paid");
      return now.refunds.length === 2 && isPaid && now.refundedMinor;
    });
    const day = new Date().toISOString().slice(0, 10);
    const balance = (await finance(`ledger/trial-balance?day=${day}`)).body;
    const csv = await finance(`ledger/export.csv?day=${day}`);

    expect([small.status, large.status, tooMuch.status]).toEqual([201, 202, 422]);
    expect(approved.status).toBe(200);
    expect(refunds).toBe(21_000);
    expect(balance.balances).toEqual([expect.objectContaining({ currency: "TRY", sumMinor: 0 })]);
    expect(balance.balances[0].accounts).toMatchObject({ "holds-at-psp": 0 });
    expect(csv.body).toContain("psp-clearing,-20000,TRY");
  });

  it("refuses a body with a card number, and a notice that nobody signed", async () => {
    const { items } = (await finance("payments")).body;
    const number = `4${"0".repeat(11)}2${"0".repeat(3)}`.replace(/.$/, "");

    const refused = await support(`payments/${items[0].paymentId}/refunds`, {
      method: "POST",
      body: { amountMinor: 1, reason: "goodwill", card: withCheckDigit(number) },
    });
    const notice = await support("/v1/psp/stripe/demo-a/webhooks", {
      method: "POST",
      body: { id: "evt_x" },
      headers: { "stripe-signature": "t=1,v1=00" },
    });

    expect(refused.body.code).toBe("payment.card-number");
    expect(notice.body.code).toBe("payment.notice-refused");
  });
});

/** Lets the clock's work be done until something has happened. */
async function sweepUntil(isDone: () => Promise<boolean>): Promise<void> {
  await eventually("what the sweep does", async () => {
    if (await isDone()) return true;
    // What waits for the driver is looked at each minute: as if it were over.
    await platform.invoke(sweepName, { "detail-type": "PaymentNoticed", detail: await latest() });
    return undefined;
  });
}

async function latest() {
  const { operatorId, paymentId } = (await finance("payments")).body.items[0];
  return { operatorId, paymentId };
}

function withCheckDigit(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
