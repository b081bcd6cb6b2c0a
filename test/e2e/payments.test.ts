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
};

let dataDir: string;
let platform: Platform;
let world: ReturnType<typeof paymentWorld>;
let finance: RestClient;
let support: RestClient;
let sweep: () => Promise<unknown>;
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
  const name = functionNamed("events-advance-payments");
  sweep = () => platform.invoke(name, { "detail-type": "Scheduled Event", detail: {} });
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
});
