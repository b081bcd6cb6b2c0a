import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import type { LocalFile } from "#local/services.ts";
import { tokenNamed } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import {
  type PlatformProcess,
  runStart,
  startPlatformProcess,
} from "#test/support/platform-process.ts";
import { isRunning } from "#test/support/process-tree.ts";
import { connectCharger } from "#test/support/raw-charger.ts";
import { signIn } from "#test/support/rest-client.ts";

const running = inject("platform");
const started: PlatformProcess[] = [];
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "chargeward-e2e-"));
});

afterEach(async () => {
  for (const platform of started.splice(0)) await platform.dispose();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<PlatformProcess> {
  const platform = await startPlatformProcess({ dataDir });
  started.push(platform);
  return platform;
}

function connectDemoCharger(local: LocalFile) {
  const charger = local.operators[0]?.chargers.find(({ chargerId }) => chargerId === "A-AC-1");
  return connectCharger(
    local,
    { chargerId: "A-AC-1", password: charger?.password ?? "" },
    "ocpp1.6",
  );
}

describe("a platform that is told to stop", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "by %s ends within two seconds, with all that it started",
    async (signal) => {
      const platform = await start();
      const charger = await connectDemoCharger(platform.local);
      await charger.call("Heartbeat", {});
      const processes = platform.processes();
      expect(processes.length).toBeGreaterThan(1);

      const { exitCode, durationMs } = await platform.stop(signal);

      expect(exitCode).toBe(0);
      expect(durationMs).toBeLessThan(2_000);
      expect(processes.filter(isRunning)).toEqual([]);
      expect(await charger.closed).toBe(1001);
    },
  );
});

describe("a data dir", () => {
  it("is for one platform at a time", async () => {
    const { exitCode, errors } = await runStart([
      ...["--data-dir", running.dataDir],
      ...["--port", "0", "--tls-port", "0"],
    ]);

    expect(exitCode).toBe(1);
    expect(errors.trim()).toMatch(/^The data dir \S+ is in use by another Chargeward: .*\.$/);
    expect((await fetch(`${running.local.appUrl}/health`)).status).toBe(200);
  });

  it("keeps users, passwords and what was changed through the next start", async () => {
    const first = await start();
    const admin = await signIn(first.local, "admin@demo-a.example");
    const changed = `tokens/${(await tokenNamed(admin, "DEMO-TAG-1")).tokenRef}`;
    const deleted = `tokens/${(await tokenNamed(admin, "DEMO-TAG-3")).tokenRef}`;
    await admin(changed, { method: "PATCH", body: { label: "Changed" } });
    await admin(deleted, { method: "DELETE" });
    const certificate = readFileSync(first.local.caFile, "utf8");
    await first.stop();

    const { local } = await start();
    const adminAgain = await signIn(local, "admin@demo-a.example");
    const charger = await connectDemoCharger(local);

    expect(local.users).toEqual(first.local.users);
    expect(local.operators).toEqual(first.local.operators);
    expect(readFileSync(local.caFile, "utf8")).toBe(certificate);
    expect((await adminAgain(changed)).body.label).toBe("Changed");
    expect((await adminAgain(deleted)).status).toBe(404);
    await charger.close();
  });

  it("shows its secrets to its owner alone", () => {
    const paths = [running.dataDir, join(running.dataDir, "local.json")];

    expect(paths.map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
  });
});

describe("a database that dies", () => {
  it("takes the platform with it, which the exit code tells", async () => {
    const platform = await start();
    const database = platform.processes().find((pid) => pid !== platform.pid) ?? Number.NaN;

    process.kill(database, "SIGKILL");

    await eventually("the platform has ended", () => !isRunning(platform.pid));
    expect(await platform.exitCode).toBe(1);
  });
});

describe("a start", () => {
  it("that is asked for something unknown says how it is asked", async () => {
    const { exitCode, errors } = await runStart(["--prot", "1"]);

    expect(exitCode).toBe(1);
    expect(errors).toContain("Usage: npm start");
  });

  it("names the port that is taken, and leaves nothing running", async () => {
    const { port } = new URL(running.local.appUrl);

    const { exitCode, errors } = await runStart([
      ...["--data-dir", dataDir],
      ...["--port", port, "--tls-port", "0"],
    ]);

    expect(exitCode).toBe(1);
    expect(errors).toContain(port);
    expect((await fetch(`${running.local.appUrl}/health`)).status).toBe(200);
  });
});
