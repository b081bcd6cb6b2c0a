import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, it } from "vitest";
import {
  createCharger,
  createTariff,
  createToken,
  onlySessionOf,
  tokenNamed,
} from "#test/support/demo-fleet.ts";
import type { EmSession } from "#test/support/em-simulator-session.ts";
import { expectedCost } from "#test/support/expected-cost.ts";
import { secondsAgo } from "#test/support/past.ts";
import { signIn } from "#test/support/rest-client.ts";

const run = promisify(execFile);
const { local } = inject("platform");
const SCRIPT = join(import.meta.dirname, "..", "support", "em-simulator-session.ts");

async function drive(session: EmSession) {
  const { stdout } = await run(process.execPath, [SCRIPT, JSON.stringify(session)]);
  return JSON.parse(stdout);
}

describe("the charge point simulator of em", () => {
  it("charges a car over 1.6, billed to the Wh and the minor unit", async () => {
    const rest = await signIn(local, "admin@demo-a.example");
    const tariff = await createTariff(rest, {
      startFeeMinor: 99,
      energyMinorPerKwh: 1149,
      timeMinorPerMinute: 3.3333,
      vatRateBasisPoints: 2000,
      pricesIncludeVat: true,
    });
    const tokenId = await createToken(rest);
    const { chargerId, password } = await createCharger(rest, { tariffId: tariff.tariffId });
    const url = new URL(`${local.ocppUrl}/demo-a/${chargerId}`);
    url.username = chargerId;
    url.password = password;

    const answers = await drive({
      url: url.href,
      tokenId,
      meterStartWh: 1_377,
      startedAt: secondsAgo(3_000),
      readings: [
        { timestamp: secondsAgo(2_000), registerWh: 5_000 },
        { timestamp: secondsAgo(1_000), registerWh: 9_001 },
      ],
      meterStopWh: 13_399,
      endedAt: secondsAgo(59),
    });

    expect(answers).toMatchObject({
      boot: { status: "Accepted", interval: expect.any(Number) },
      heartbeat: { currentTime: expect.any(String) },
      authorized: { idTagInfo: { status: "Accepted" } },
      started: { idTagInfo: { status: "Accepted" }, transactionId: expect.any(Number) },
      stopped: {},
    });
    const session = await onlySessionOf(rest, chargerId);
    const charged = { energyWh: 12_022, durationSeconds: 2_941 };
    expect(session).toMatchObject({
      state: "ended",
      transactionId: answers.started.transactionId,
      tokenRef: (await tokenNamed(rest, tokenId)).tokenRef,
      ...charged,
      flags: [],
      cost: expectedCost(tariff, charged),
    });
    expect(session.samples).toHaveLength(2);
  });
});
