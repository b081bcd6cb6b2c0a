/** Makes a driver on the running local platform, lets them charge, erases them, and tries to read what is left. */
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startVirtualCharger } from "../charger/virtual-charger.ts";
import { readLocalFile, UsageError, withPort } from "../token/local-platform.ts";
import { restOf } from "./rest.ts";

const OPERATOR = "demo-a";
const PATIENCE_MS = 60_000;
const DPO = "data-protection-officer";

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { "data-dir": { type: "string", default: ".chargeward" }, port: { type: "string" } },
  });
  const local = await readLocalFile(values["data-dir"]);
  const rest = restOf(local, withPort(local.appUrl, values.port), OPERATOR);
  const mark = randomBytes(4).toString("hex").toUpperCase();
  const card = `DRILL-${mark}`;
  const email = `drill-${mark.toLowerCase()}@example.org`;

  const made = await rest("support", "POST", "drivers", {
    name: `Drill ${mark}`,
    email,
    language: "en",
  });
  const driverId = String(made.body["driverId"]);
  await rest("support", "POST", "tokens", { tokenId: card });
  await rest("support", "POST", `drivers/${driverId}/tokens`, { tokenId: card });
  say(
    `A driver ${driverId} with the card ${card}; staff see ${JSON.stringify(made.body["masked"])}`,
  );

  await charge(rest, withPort(local.ocppUrl, values.port), `DRILL-${mark}-AC`, card);
  say("They charged 5 kWh.");
  await pause(3_000);

  const asked = await rest("support", "POST", "data-requests", {
    driverId,
    type: "ERASE",
    identity: { method: "call-back", facts: ["email", "token"] },
  });
  const requestPath = `data-requests/${asked.body["dataRequestId"]}`;
  const startedAt = Date.now();
  const begun = await rest(DPO, "POST", `${requestPath}/erase`);
  if (begun.status !== 202) throw new Error(JSON.stringify(begun.body));
  while ((await rest(DPO, "GET", requestPath)).body["state"] !== "done") {
    if (Date.now() - startedAt > PATIENCE_MS) throw new Error("not erased within a minute");
    await pause(250);
  }
  say(`Erased within ${((Date.now() - startedAt) / 1000).toFixed(1)} s. The receipt:`);
  const { body: request } = await rest(DPO, "GET", requestPath);
  say(JSON.stringify(request["receipt"], null, 2));

  say("Now everybody tries to read:");
  const tries = [
    ["the record", await rest("support", "GET", `drivers/${driverId}`)],
    ["the name", await rest(DPO, "POST", `drivers/${driverId}/reveal`, reveal())],
    ["the export", await rest(DPO, "GET", `drivers/${driverId}/export`)],
    ["the search", await rest("support", "POST", "drivers/find", { email })],
    ["the card", await rest("support", "POST", "tokens/find", { tokenId: card })],
  ] as const;
  for (const [what, { status, body }] of tries) {
    say(`  ${what}: ${status} ${JSON.stringify(body["code"] ?? body["items"] ?? body["masked"])}`);
  }
  const left = JSON.stringify(tries.map(([, answer]) => answer.body));
  if (left.includes(mark) || left.includes(mark.toLowerCase()))
    throw new Error("something is left");
  say("Nothing can be read.");
}

const reveal = () => ({ reason: "Drill: nobody should see it", fields: ["name", "email"] });

/** A charger of the drill's own: the demo's may be connected, and one identity has one socket. */
async function charge(
  rest: ReturnType<typeof restOf>,
  url: string,
  chargerId: string,
  tokenId: string,
): Promise<void> {
  const { body: sites } = await rest("operator-admin", "GET", "sites");
  const made = await rest("operator-admin", "POST", "chargers", {
    chargerId,
    siteId: firstOf(sites)["siteId"],
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const charger = await startVirtualCharger({
    url,
    operatorId: OPERATOR,
    chargerId,
    password: String(made.body["password"]),
    version: "ocpp1.6",
    isStrict: true,
  });
  try {
    await charger.startSession({ tokenId });
    await charger.meter({ energyWh: 5_000 });
    await charger.stopSession();
  } finally {
    await charger.close();
  }
}

function firstOf({ items }: Record<string, unknown>): Record<string, unknown> {
  const [first] = Array.isArray(items) ? items : [];
  if (!first) throw new UsageError(`${OPERATOR} has no site: start the platform with demo data.`);
  return first;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
