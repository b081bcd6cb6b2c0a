import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { fleetOf } from "./fleet.ts";
import { runLoad } from "./load/run-load.ts";
import { parseBenchOptions } from "./options.ts";
import { startFreshPlatform } from "./platform/start.ts";
import { provision } from "./provision.ts";

const options = parseBenchOptions(process.argv.slice(2));
const say = (line: string) => process.stdout.write(`${line}\n`);
const platform = await startFreshPlatform(options.profileFolder);
try {
  await pause(3000);
  say(`after start ${(await platform.residentMegabytes()).toFixed(0)} MB`);
  const fleet = fleetOf(options.chargers, options.operators);
  const password = randomBytes(16).toString("hex");
  await provision({ fleet, password, environment: platform.environment, onProgress: () => undefined });
  say("provisioned");
  const result = await runLoad(platform, {
    ocppUrl: platform.ocppUrl, fleet, password, warmUpSeconds: 15, measureSeconds: options.minutes * 60,
  });
  const { byAction, all, lastSessions, ...rest } = result;
  say(`${(result.calls / result.measuredSeconds).toFixed(0)} calls/s`);
  console.table({ ...byAction, all });
  console.log(rest, lastSessions.length);
} finally {
  await platform.stop();
}
