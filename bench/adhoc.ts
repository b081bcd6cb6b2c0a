// Charging without an account: how long from click to start, and that nobody who is refused costs a hold or a frame.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { LocalFile } from "#local/services.ts";
import { signIn } from "#test/support/rest-client.ts";
import { doorKinds } from "./adhoc/door-kinds.ts";
import { gateKinds } from "./adhoc/gate-kinds.ts";
import { limitKinds } from "./adhoc/limit-kinds.ts";
import { makeOverCodes } from "./adhoc/over-codes.ts";
import { makeCode, makePlaces, OPERATOR_ID, textOf } from "./adhoc/places.ts";
import { refusedTable, startsTable } from "./adhoc/print.ts";
import { ATTEMPTS_A_PLACE, attemptsNotRefused, runRefused } from "./adhoc/run-refused.ts";
import { runStarts, startCommands } from "./adhoc/run-starts.ts";
import { readTold } from "./adhoc/told.ts";
import { startFreshPlatform } from "./platform/start.ts";
import { describeMachine } from "./report/machine.ts";

const LATENCY_MS = 100;
const DISPLAY_OVER_MS = 61_000;
/** Whatever an attempt may still cause after its verdict has happened by then. */
const SETTLING_MS = 10_000;
const SPECIAL_PLACES = 4;
const LIMIT_ADDRESSES = 100_000;
const START_ADDRESSES = 200_000;

const { values } = parseArgs({
  options: {
    starts: { type: "string", default: "100" },
    refused: { type: "string", default: "10000" },
  },
});
const starts = Number(values.starts);
const refused = Number(values.refused);
const say = (line: string): void =>
  void process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

const { loadBefore } = describeMachine();
const platform = await startFreshPlatform({ demo: true });
try {
  const { dataDir } = platform;
  const local = JSON.parse(await readFile(join(dataDir, "local.json"), "utf8")) as LocalFile;
  const { appUrl, ocppUrl } = local;
  const [admin, other, finance] = await Promise.all([
    signIn(local, `admin@${OPERATOR_ID}.example`),
    signIn(local, "admin@demo-b.example"),
    signIn(local, `finance@${OPERATOR_ID}.example`),
  ]);
  const post = (path: string, body: object) => admin(path, { method: "POST", body });
  await post("/local/recaptcha/control", { latencyMs: LATENCY_MS });
  await post("/psp/faults", { latencyMs: LATENCY_MS });

  let calls: string[] = [];
  const commands = startCommands();
  const onCall = (chargerId: string, action: string): void => {
    calls.push(action);
    commands.arrived(chargerId, action);
  };
  const make = (count: number) => makePlaces(count, { admin, ocppUrl, onCall });

  say("Places to try are made …");
  const [elsewhere, source, device, charger] = await make(SPECIAL_PLACES);
  if (!elsewhere || !source || !device || !charger) throw new Error("There are too few places.");
  // In the way of somebody who is refused is nothing but a score that is too low: no second step.
  const settings = { threshold: 0.5, stepUpFrom: null };
  const changed = await admin("adhoc-settings", { method: "PATCH", body: settings });
  if (changed.status !== 200) throw new Error(`The settings stay: ${changed.status}`);
  const overCodes = await makeOverCodes(admin, elsewhere, appUrl);
  const displayOver = pause(DISPLAY_OVER_MS);
  const otherCode = await makeCode(other, "B-AC-1");
  let address = LIMIT_ADDRESSES;
  const counted = [
    ...gateKinds(elsewhere),
    ...limitKinds({ source, device, charger }, appUrl, () => ++address),
  ];
  const uncounted = doorKinds({
    elsewhere,
    otherOperatorCode: textOf(otherCode.url ?? ""),
    overCodes,
  });
  const kinds = [...counted, ...uncounted];
  const rounds = Math.ceil(refused / kinds.length);
  const roundsAPlace = Math.floor(ATTEMPTS_A_PLACE / counted.length);
  const places = await make(Math.ceil(rounds / roundsAPlace));
  const startPlaces = await make(starts);
  await displayOver;

  say(`${refused} attempts of ${kinds.length} kinds at ${places.length} places are refused …`);
  calls = [];
  const onProgress = (done: number): void => say(`  ${done}`);
  const beganMs = performance.now();
  const tally = await runRefused(refused, kinds, { places, appUrl, onProgress });
  const seconds = Math.round((performance.now() - beganMs) / 1000);
  await pause(SETTLING_MS);
  const told = await readTold(dataDir, finance);
  const frames = calls.length;
  say(`refused, in ${seconds} s:\n${refusedTable(tally)}`);
  say(
    `after it: ${told.checkouts} checkouts, ${told.holds} holds and ${told.requests} requests at the payment service, ${told.payments} payments; ${frames} CALL frames at ${places.length + starts + SPECIAL_PLACES} chargers ${[...new Set(calls)].join(" ")}`,
  );

  say(`${starts} drivers charge, one after another …`);
  const { latencies, failures } = await runStarts(
    startPlaces,
    { appUrl, firstAddress: START_ADDRESSES },
    commands,
  );
  say(`starts:\n${startsTable(latencies)}`);
  for (const failure of failures.slice(0, 5)) say(`  ${failure}`);
  const paid = await readTold(dataDir, finance);
  say(
    `after it, by the same counts: ${paid.holds} holds at the payment service, ${calls.length} CALL frames`,
  );
  say(
    `load average before: ${loadBefore.toFixed(1)}, after: ${describeMachine().loadBefore.toFixed(1)}`,
  );
  const passed = attemptsNotRefused(tally);
  if (passed > 0) say(`${passed} attempts were not refused`);
  const isQuiet = told.checkouts + told.requests + told.payments + frames === 0;
  if (!isQuiet || passed > 0 || failures.length > 0) process.exitCode = 1;
  await Promise.all(
    [elsewhere, source, device, charger, ...places, ...startPlaces].map((place) =>
      place.charger.close(),
    ),
  );
} finally {
  await platform.stop();
}
