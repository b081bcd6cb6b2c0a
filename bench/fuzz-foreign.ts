// A foreign fuzzer floods a platform over both versions, while other chargers of the same operators charge.
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { OCPP_VERSIONS } from "#ocpp/actions.ts";
import type { BenchCharger } from "./fleet.ts";
import { openChargerDoor } from "./foreign/charger-door.ts";
import { loggedErrors } from "./foreign/logged-errors.ts";
import { runFuzzer } from "./foreign/run-fuzzer.ts";
import { startFreshPlatform } from "./platform/start.ts";
import { newPassword, provision } from "./provision.ts";
import { figure } from "./report/markdown-table.ts";
import { stormCharger } from "./storm/storm-charger.ts";
import { storedRight } from "./verify-sessions.ts";

const SAMPLES = 10;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    /** Of each version; each sends up to a hundred messages a second. */
    workers: { type: "string", default: "1" },
  },
});
const workers = Number(values.workers);
const durationMs = Number(values.minutes) * 60_000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The fuzzers of a version, as they call themselves, and a charger that has nothing to do with them. */
const groups = OCPP_VERSIONS.map((version, index) => {
  const charger = (chargerId: string): BenchCharger => ({
    operatorId: `bench-${index}`,
    chargerId,
    version,
    tokenId: `TAG-${index}-${chargerId}`,
  });
  const fuzzers = Array.from({ length: workers }, (_, number) => charger(`Fuzzer-${number + 1}`));
  return { version, fuzzers, witness: charger("WITNESS") };
});

const platform = await startFreshPlatform();
try {
  const { dataDir, environment, ocppUrl } = platform;
  const password = newPassword();
  const fleet = groups.flatMap(({ fuzzers, witness }) => [...fuzzers, witness]);
  await provision({ fleet, password, environment, onProgress: () => undefined });
  const witnesses = groups.map(({ witness }) => ({
    charger: witness,
    storm: stormCharger({ charger: witness, ocppUrl, password }),
  }));
  for (const { storm } of witnesses) await storm.begin();

  const doors = await Promise.all(
    groups.map(({ version }, index) =>
      openChargerDoor({ operatorUrl: `${ocppUrl}/bench-${index}`, password, version }),
    ),
  );
  const over = pause(durationMs);
  const fuzzing = Promise.all(doors.map(({ url }) => runFuzzer(url, workers, over)));
  for (let sample = 0; sample <= SAMPLES; sample += 1) {
    const megabytes = figure(await platform.residentMegabytes());
    const { environments } = await platform.usage();
    say(`after ${sample} of ${SAMPLES}: ${megabytes} MB, ${environments} execution environments`);
    if (sample < SAMPLES) await pause(durationMs / SAMPLES);
  }
  const reports = await fuzzing;
  for (const door of doors) door.close();

  for (const [index, { version }] of groups.entries()) {
    const { anomaliesSent, serverErrors, serverTolerated, serverDrops } = reports[index] ?? {};
    say(
      `${version}: ${anomaliesSent} sent, ${serverErrors} errors, ${serverTolerated} other answers, ${serverDrops} cuts`,
    );
  }
  const sessions = [];
  for (const { charger, storm } of witnesses) {
    storm.cut();
    await storm.comeBack();
    sessions.push({ charger, ...(await storm.finish()) });
  }
  const right = await storedRight(sessions, environment);
  say(`sessions beside it stored with the right energy: ${right} of ${sessions.length}`);
  const errors = await loggedErrors(dataDir);
  for (const [name, count] of errors) say(`${count} errors in ${name}`);
  if (errors.size === 0) say("errors in the functions' logs: none");
  if (right < sessions.length || errors.size > 0) process.exitCode = 1;
} finally {
  await platform.stop();
}
