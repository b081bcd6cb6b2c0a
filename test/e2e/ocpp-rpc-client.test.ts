import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, inject, it } from "vitest";
import type { OcppVersion } from "#ocpp/actions.ts";
import {
  createCharger,
  createTariff,
  createToken,
  onlySessionOf,
  tokenNamed,
} from "#test/support/demo-fleet.ts";
import { expectedCost } from "#test/support/expected-cost.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { connectStrictCharger } from "#test/support/strict-charger.ts";
import { chargeOver16, chargeOver201, SESSION_SECONDS } from "#test/support/strict-sessions.ts";

const { local } = inject("platform");
let rest: RestClient;

beforeAll(async () => {
  rest = await signIn(local, "admin@demo-a.example");
});

const PRICES_WITH_VAT = {
  startFeeMinor: 150,
  energyMinorPerKwh: 899.75,
  timeMinorPerMinute: 12.5,
  idleMinorPerMinute: 250,
  idleGraceMinutes: 15,
  vatRateBasisPoints: 2000,
  pricesIncludeVat: true,
};
const PRICES_WITHOUT_VAT = { ...PRICES_WITH_VAT, vatRateBasisPoints: 810, pricesIncludeVat: false };

interface Drive {
  readonly version: OcppVersion;
  readonly transport: "ws" | "wss";
  readonly prices: typeof PRICES_WITH_VAT;
}

describe("the client library ocpp-rpc in strict mode", () => {
  it.each<Drive>([
    { version: "ocpp1.6", transport: "ws", prices: PRICES_WITH_VAT },
    { version: "ocpp2.0.1", transport: "ws", prices: PRICES_WITHOUT_VAT },
    { version: "ocpp1.6", transport: "wss", prices: PRICES_WITHOUT_VAT },
    { version: "ocpp2.0.1", transport: "wss", prices: PRICES_WITH_VAT },
  ])(
    "charges a car over $version and $transport, billed to the Wh and the minor unit",
    async (drive) => {
      const tariff = await createTariff(rest, drive.prices);
      const tokenId = await createToken(rest);
      const charger = await createCharger(rest, { tariffId: tariff.tariffId });
      const isSecure = drive.transport === "wss";
      const client = await connectStrictCharger({
        url: isSecure ? local.ocppTlsUrl : local.ocppUrl,
        operatorId: "demo-a",
        charger,
        version: drive.version,
        ...(isSecure && { ca: readFileSync(local.caFile) }),
      });

      const told = {
        tokenId,
        meterStartWh: 1_234_567,
        registersWh: [1_236_000, 1_239_111],
        meterStopWh: 1_245_678,
      };
      const charge = drive.version === "ocpp1.6" ? chargeOver16 : chargeOver201;
      const transactionId = await charge(client, told);
      await client.close();

      const energyWh = 11_111;
      const session = await onlySessionOf(rest, charger.chargerId);
      const token = await tokenNamed(rest, tokenId);
      expect(session).toMatchObject({
        state: "ended",
        ocppVersion: drive.version,
        transactionId,
        tokenRef: token.tokenRef,
        energyWh,
        idleSeconds: 0,
        durationSeconds: SESSION_SECONDS,
        stopReason: "Local",
        flags: [],
        cost: expectedCost(tariff, { energyWh, durationSeconds: SESSION_SECONDS }),
      });
      expect(registersOf(session)).toEqual(expect.arrayContaining([1_236_000, 1_239_111]));
      expect(token.activeSessions).toBe(0);
    },
  );

  it("is billed for idle time beyond the grace when the car stops drawing but stays", async () => {
    const tariff = await createTariff(rest, { ...PRICES_WITH_VAT, idleGraceMinutes: 5 });
    const tokenId = await createToken(rest);
    const charger = await createCharger(rest, { tariffId: tariff.tariffId });
    const client = await connectStrictCharger({
      url: local.ocppUrl,
      operatorId: "demo-a",
      charger,
      version: "ocpp2.0.1",
    });

    await chargeOver201(client, {
      tokenId,
      meterStartWh: 500,
      registersWh: [7_300, 7_300],
      suspendedFromReading: 1,
      meterStopWh: 7_300,
    });
    await client.close();

    const session = await onlySessionOf(rest, charger.chargerId);
    // The register last rose at the first reading, after ten of thirty minutes.
    const idleSeconds = 1200;
    const charged = { energyWh: 6_800, durationSeconds: SESSION_SECONDS, idleSeconds };
    expect(session).toMatchObject({ energyWh: 6_800, idleSeconds });
    expect(session.cost).toMatchObject(expectedCost(tariff, charged));
  });
});

function registersOf({ samples }: { samples: { energyRegisterWh?: number }[] }) {
  return samples.flatMap(({ energyRegisterWh }) => energyRegisterWh ?? []);
}
