import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OcppVersion } from "#ocpp/actions.ts";
import { createCharger, createToken, onlySessionOf } from "#test/support/demo-fleet.ts";
import { addressWith, runOcppWsCli } from "#test/support/ocpp-ws-cli.ts";
import { connectPersistentCharger } from "#test/support/persistent-charger.ts";
import { type PlatformProcess, startPlatformProcess } from "#test/support/platform-process.ts";
import { residentMegabytes } from "#test/support/process-tree.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";

const FUZZING_MS = 20_000;
/** design.md §7: what the platform may take with 200 busy chargers. */
const MEMORY_BUDGET_MEGABYTES = 1_200;

type Operator = "demo-a" | "demo-b";

let platform: PlatformProcess;
let restOf: Readonly<Record<Operator, RestClient>>;

beforeAll(async () => {
  platform = await startPlatformProcess();
  const { local } = platform;
  restOf = {
    "demo-a": await signIn(local, "admin@demo-a.example"),
    "demo-b": await signIn(local, "admin@demo-b.example"),
  };
});

afterAll(async () => {
  await platform.dispose();
});

const addressOf = (operatorId: Operator, chargerId: string, password: string) =>
  addressWith(`${platform.local.ocppUrl}/${operatorId}`, chargerId, password);

describe("the checks of ocpp-ws-cli", () => {
  // It gives a handshake three seconds, also right after fifty at once, which a busy machine may not manage.
  it.each<OcppVersion>(["ocpp1.6", "ocpp2.0.1"])("pass over %s", { retry: 2 }, async (version) => {
    const { chargerId, password } = await createCharger(restOf["demo-a"]);

    const { testResults = [] } = await runOcppWsCli([
      ...["test", "--suite", "all", "--protocol", version],
      ...["--endpoint", addressOf("demo-a", chargerId, password), "--identity", chargerId],
    ]);

    expect(testResults).toHaveLength(21);
    expect(testResults.filter(({ passed }) => !passed)).toEqual([]);
  });
});

/** One fuzzer calls itself `Fuzzer-1` whatever it is told, so each operator can have one. */
async function fuzz(operatorId: Operator, siteId: string) {
  const chargerId = "Fuzzer-1";
  const { password } = await createCharger(restOf[operatorId], { chargerId, siteId });
  const endpoint = addressOf(operatorId, chargerId, password);
  return runOcppWsCli(["fuzz", "--endpoint", endpoint, "--workers", "1", "--flood"], FUZZING_MS);
}

describe("the fuzzer of ocpp-ws-cli", () => {
  it("leaves the platform answering, its sessions whole and its memory within bounds", async () => {
    const rest = restOf["demo-a"];
    const charger = await createCharger(rest);
    const client = await connectPersistentCharger({
      url: platform.local.ocppUrl,
      operatorId: "demo-a",
      charger,
      version: "ocpp2.0.1",
    });
    const transactionId = await client.start(await createToken(rest), 1_000);

    const reports = await Promise.all([fuzz("demo-a", "kadikoy"), fuzz("demo-b", "mitte")]);

    for (const { metrics } of reports) {
      const { anomaliesSent = 0, serverErrors = 0, serverTolerated = 0 } = metrics;
      expect(anomaliesSent).toBeGreaterThan(200);
      // Four of its thirteen kinds of anomaly are to be met with silence over 1.6, and it leaves without waiting.
      expect(serverErrors + serverTolerated).toBeGreaterThan(anomaliesSent / 3);
      // Nothing that it sends is worth a cut; the one that it may count is its own goodbye.
      expect(metrics["serverDrops"]).toBeLessThanOrEqual(1);
    }
    await client.stop(transactionId, 2_718);
    await client.close();
    const session = await onlySessionOf(rest, charger.chargerId);
    expect(session).toMatchObject({ state: "ended", energyWh: 1_718, flags: [] });
    const megabytes = platform.processes().map(residentMegabytes);
    expect(Math.max(...megabytes)).toBeGreaterThan(0);
    expect(megabytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(MEMORY_BUDGET_MEGABYTES);
  });
});
