import { once } from "node:events";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { sessionsOf } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { expectedCost } from "#test/support/expected-cost.ts";
import { restClient } from "#test/support/rest-client.ts";
import { sendCommand } from "#test/support/rest-commands.ts";
import { runTool, startTool } from "#test/support/run-tool.ts";

const { local, dataDir } = inject("platform");
const CHARGER = "A-AC-1";

describe("who follows the README", () => {
  it("plugs in a car, sees its session, stops it remotely and reads the bill", async () => {
    const here = ["--data-dir", dataDir, "--port", new URL(local.appUrl).port];
    const { stdout } = await runTool("token.ts", ["admin@demo-a.example", ...here]);
    const rest = restClient(local.appUrl, "demo-a", stdout.trim());

    const charger = startTool("charger.ts", [
      ...["--operator", "demo-a", "--charger", CHARGER, "--plug", "DEMO-TAG-1"],
      ...["--interval", "0.2", ...here],
    ]);
    onTestFinished(() => void charger.kill("SIGKILL"));
    const left = once(charger, "exit");
    const active = await eventually("the session shows what was charged", async () => {
      const { body } = await rest(`sessions?state=active&chargerId=${CHARGER}`);
      return body.items.find(({ energyWh }: { energyWh: number }) => energyWh > 0);
    });
    const stop = await sendCommand(rest, CHARGER, "RemoteStopTransaction", {
      transactionId: active.transactionId,
    });
    const ended = await eventually("the session has ended", async () => {
      const [session] = await sessionsOf(rest, CHARGER);
      return session.state === "ended" && session;
    });
    charger.kill("SIGINT");

    expect(await left).toEqual([0, null]);
    expect(active).toMatchObject({
      maskedTokenId: "•••• G-1",
      latest: { powerW: { value: 11_000 } },
    });
    expect(stop).toMatchObject({ state: "answered", response: { status: "Accepted" } });
    const tariff = (await rest("tariffs/standard")).body;
    const cost = expectedCost(tariff, { energyWh: ended.energyWh });
    expect(ended).toMatchObject({ stopReason: "Remote", flags: [], cost });
    expect(ended.energyWh).toBeGreaterThanOrEqual(active.energyWh);
  });
});
