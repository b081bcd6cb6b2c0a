import { fleetOf } from "./fleet.ts";
import { runHandlers } from "./handlers/run-handlers.ts";
import { startFreshPlatform } from "./platform/start.ts";
import { provision } from "./provision.ts";
const platform = await startFreshPlatform();
try {
  const fleet = fleetOf(2, 1);
  await provision({ fleet, password: "abcdefghijklmnop", environment: platform.environment, onProgress: () => undefined });
  console.table(await runHandlers(platform, { chargers: fleet, password: "abcdefghijklmnop", recordedSessions: +(process.argv[2]??20), replays: 200 }));
} finally { await platform.stop(); }
