/** The virtual chargers of a run, in a process of their own. */
import { setTimeout as pause } from "node:timers/promises";
import { createFaults } from "./load/faults.ts";
import { createLatencies } from "./load/latencies.ts";
import type { LoadOrder, LoadReport } from "./load/messages.ts";
import { virtualCharger } from "./load/virtual-charger.ts";

const CONNECTING_AT_ONCE = 10;
const BEGINNING_WITHIN_MS = 10_000;

const report = (message: LoadReport): void => void process.send?.(message);

async function load(order: LoadOrder): Promise<void> {
  const faults = createFaults();
  const latencies = createLatencies();
  let isMeasuring = false;
  let isOver = false;
  let sessions = 0;
  const chargers = order.fleet.map((charger) =>
    virtualCharger({
      charger,
      ocppUrl: order.ocppUrl,
      password: order.password,
      faults,
      onCall: (action, durationMs) => {
        if (isMeasuring) latencies.add(action, durationMs);
      },
      onSession: () => {
        if (isMeasuring) sessions += 1;
      },
    }),
  );

  const toConnect = chargers.values();
  const connector = async (): Promise<void> => {
    for (const charger of toConnect) await charger.connect();
  };
  await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, connector));
  report({ kind: "connected" });

  // Begun at once, they would all send the same message at the same time, wave after wave.
  const charging = Promise.all(
    chargers.map(async (charger) => {
      await pause(Math.random() * BEGINNING_WITHIN_MS);
      await charger.charge(() => isOver);
    }),
  );
  await pause(order.warmUpSeconds * 1000);
  isMeasuring = true;
  report({ kind: "measuring" });
  const cpuBefore = process.cpuUsage();
  const startedAtMs = performance.now();
  await pause(order.measureSeconds * 1000);
  isMeasuring = false;
  const measuredSeconds = (performance.now() - startedAtMs) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  isOver = true;
  await charging;

  const all = latencies.all();
  report({
    kind: "done",
    measuredSeconds,
    calls: all.count,
    sessions,
    faults: faults.summary(),
    all,
    byAction: latencies.byAction(),
    lastSessions: chargers.flatMap((charger) => charger.lastSession() ?? []),
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
  });
  for (const charger of chargers) charger.close();
}

process.on("disconnect", () => process.exit());
process.once("message", (order: LoadOrder) => {
  load(order).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  });
});
