import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OcppVersion } from "#ocpp/actions.ts";
import {
  createCharger,
  createToken,
  type KnownCharger,
  sessionsOf,
  tokenNamed,
} from "#test/support/demo-fleet.ts";
import { expectedCost } from "#test/support/expected-cost.ts";
import { connectPersistentCharger } from "#test/support/persistent-charger.ts";
import { type PlatformProcess, startPlatformProcess } from "#test/support/platform-process.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { startVirtualCharger } from "#tools/charger/virtual-charger.ts";

const FLEET = 50;

let dataDir: string;
let platform: PlatformProcess;
let rest: RestClient;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "chargeward-e2e-"));
  platform = await startPlatformProcess({ dataDir });
  rest = await signIn(platform.local, "admin@demo-a.example");
});

afterAll(async () => {
  await platform.dispose();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Car {
  readonly index: number;
  readonly tokenId: string;
  readonly charger: KnownCharger;
  readonly version: OcppVersion;
}

interface ConnectedCar<Client> extends Car {
  readonly client: Client;
}

/** New cars at new chargers, half of them of each version, connected. */
function newFleet<Client>(
  connect: (where: { url: string; operatorId: string }, car: Car) => Promise<Client>,
): Promise<ConnectedCar<Client>[]> {
  const where = { url: platform.local.ocppUrl, operatorId: "demo-a" };
  const cars = Array.from({ length: FLEET }, async (_, index) => {
    const version: OcppVersion = index % 2 === 0 ? "ocpp1.6" : "ocpp2.0.1";
    const [charger, tokenId] = await Promise.all([createCharger(rest), createToken(rest)]);
    const car = { index, tokenId, charger, version };
    return { ...car, client: await connect(where, car) };
  });
  return Promise.all(cars);
}

/** Kills everything in the middle of what the fleet does, starts again where it was, and gives what came of it. */
async function crashDuring<Result>(work: readonly Promise<Result>[]): Promise<readonly Result[]> {
  const all = Promise.all(work);
  // It may only fail once this has got to waiting for it.
  all.catch(() => undefined);
  await Promise.race(work);
  const { appUrl, ocppTlsUrl } = platform.local;
  await platform.kill();
  platform = await startPlatformProcess({
    dataDir,
    port: Number(new URL(appUrl).port),
    tlsPort: Number(new URL(ocppTlsUrl).port),
  });
  return all;
}

/** What a car charges between two readings; different for each, so that no two can be mixed up. */
const chargedWh = ({ index }: Car) => 1_000 + 17 * index;

describe("fifty cars that charge when every process of the platform is killed", () => {
  it("go on when it is back, and are each billed once and right", async () => {
    const fleet = await newFleet(({ url, operatorId }, { charger, version }) =>
      startVirtualCharger({ url, operatorId, ...charger, version, isStrict: true }),
    );
    await Promise.all(fleet.map(({ client, tokenId }) => client.startSession({ tokenId })));
    const meter = () => fleet.map((car) => car.client.meter({ energyWh: chargedWh(car) }));
    await Promise.all(meter());

    await crashDuring(meter());
    const active = await Promise.all(fleet.map((car) => sessionsOf(rest, car.charger.chargerId)));
    await Promise.all(meter());
    await Promise.all(fleet.map(({ client }) => client.stopSession()));
    await Promise.all(fleet.map(({ client }) => client.close()));

    expect(active.flat().map(({ state }) => state)).toEqual(fleet.map(() => "active"));
    expect(await billsOf(fleet)).toEqual(await expectedBills(fleet, (car) => 3 * chargedWh(car)));
  });

  it("are each billed once and right when it happens as they start, and again as they stop", async () => {
    const fleet = await newFleet((where, car) => connectPersistentCharger({ ...where, ...car }));

    const transactionIds = await crashDuring(
      fleet.map(({ client, tokenId }) => client.start(tokenId, 5_000)),
    );
    await crashDuring(
      fleet.map((car, index) =>
        car.client.stop(transactionIds[index] ?? "", 5_000 + chargedWh(car)),
      ),
    );
    await Promise.all(fleet.map(({ client }) => client.close()));

    expect(new Set(transactionIds).size).toBe(FLEET);
    expect(await billsOf(fleet)).toEqual(await expectedBills(fleet, chargedWh));
  });
});

/** Every session of each car, and how many its token still has running. */
async function billsOf(fleet: readonly Car[]) {
  return Promise.all(
    fleet.map(async ({ charger, tokenId }) => {
      const sessions = await sessionsOf(rest, charger.chargerId);
      const bills = sessions.map(({ state, energyWh, flags, cost }) => {
        const { amountMinor, currency } = cost;
        return { state, energyWh, flags, amountMinor, currency };
      });
      const { activeSessions } = await tokenNamed(rest, tokenId);
      return { bills, activeSessions };
    }),
  );
}

async function expectedBills(fleet: readonly Car[], energyWhOf: (car: Car) => number) {
  const tariff = (await rest("tariffs/standard")).body;
  return fleet.map((car) => {
    const energyWh = energyWhOf(car);
    const cost = expectedCost(tariff, { energyWh });
    return { bills: [{ state: "ended", energyWh, flags: [], ...cost }], activeSessions: 0 };
  });
}
