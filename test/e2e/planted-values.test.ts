import { afterAll, beforeAll, expect, it } from "vitest";
import { createCharger, tokenNamed, unique } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { filesWith } from "#test/support/files-with.ts";
import { secondsAgo } from "#test/support/past.ts";
import { type PlatformProcess, startPlatformProcess } from "#test/support/platform-process.ts";
import { connectCharger } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { finishedCommand } from "#test/support/rest-commands.ts";
import { event201, start16, transactionIdIn } from "#test/support/session-messages.ts";

/** Long enough that none of them stands anywhere by chance. */
const PLANTED = {
  known: "PLANTEDKNOWN4711",
  unlisted: "PLANTEDSTRANGER42",
  group: "PLANTEDGROUP77",
  remote: "PLANTEDREMOTE99",
  label: "Planted-Ayşe-Yılmaz",
} as const;

let platform: PlatformProcess;
beforeAll(async () => {
  platform = await startPlatformProcess();
});
afterAll(() => platform?.dispose());

/** What functions remember of a socket is half a minute old at most; a watch begins when they ask again. */
const WATCH_BEGINS_MS = 60_000;

/** Has a charger's messages kept, as long as the test lasts. */
async function watch(rest: RestClient, chargerId: string, beat: () => Promise<unknown>) {
  const path = `chargers/${chargerId}/messages`;
  await rest(`${path}/watch`, { method: "POST", body: { minutes: 60 } });
  const isSeen = async () => {
    await beat();
    const { body } = await rest(path);
    return body.items.length > 0;
  };
  await eventually("a message that is seen", isSeen, WATCH_BEGINS_MS);
}

/** Charges with known and unknown cards over both versions, well and ill formed, and has a card started from afar. */
async function useCards(): Promise<string> {
  const { local } = platform;
  const rest = await signIn(local, "admin@demo-a.example");
  const body = { tokenId: PLANTED.known, groupId: PLANTED.group, label: PLANTED.label };
  await rest("tokens", { method: "POST", body, headers: { "idempotency-key": "planted-values" } });
  await tokenNamed(rest, PLANTED.known);
  const chargers = await Promise.all(
    [0, 1].map(() => createCharger(rest, { chargerId: unique("PLANT") })),
  );
  const [charger16, charger201] = chargers;
  if (!charger16 || !charger201) throw new Error("There are two chargers.");

  const socket = await connectCharger(local, charger16, "ocpp1.6");
  await watch(rest, charger16.chargerId, () => socket.call("Heartbeat", {}));
  await socket.call("Authorize", { idTag: PLANTED.known });
  await socket.call("Authorize", { IDTAG: ` ${PLANTED.known} ` });
  await socket.call("Authorize", { idTag: PLANTED.known.repeat(9) });
  await socket.call("Authorize", { id_tag: [PLANTED.known], status: PLANTED.label });
  await socket.call("Authorize", { idTag: PLANTED.unlisted });
  const started = await socket.call("StartTransaction", start16(PLANTED.known, secondsAgo(600)));
  await socket.call("StartTransaction", { connectorId: 2, idTag: PLANTED.unlisted });
  await socket.call("StartTransaction", { connectorId: 3, idTag: [PLANTED.unlisted] });
  const transactionId = transactionIdIn(started);
  const timestamp = secondsAgo(10);
  await socket.call("StopTransaction", {
    ...{ transactionId, meterStop: 9_000, timestamp, idTag: PLANTED.unlisted },
  });
  await socket.call("StopTransaction", {
    ...{ transactionId: 1, meterStop: 9, timestamp, idTag: PLANTED.known },
  });
  const sent = await rest(`chargers/${charger16.chargerId}/commands`, {
    method: "POST",
    body: { action: "RemoteStartTransaction", payload: { idTag: PLANTED.remote } },
  });
  expect(sent.body.payload).toEqual({ idTag: "***" });
  const { commandId } = sent.body;
  await eventually("the charger has the command", () =>
    JSON.stringify(socket.received).includes(PLANTED.remote),
  );
  socket.send(JSON.stringify([4, commandId, "GenericError", `no ${PLANTED.remote} here`, {}]));
  const failed = await finishedCommand(rest, charger16.chargerId, commandId);
  expect(failed).toMatchObject({ state: "failed", error: { code: "GenericError" } });
  const newer = await connectCharger(local, charger201, "ocpp2.0.1");
  const token = { timestamp: secondsAgo(300), registerWh: 1_000, tokenId: PLANTED.known };
  await newer.call("TransactionEvent", event201("Started", 0, unique("T"), token));
  await socket.close();
  await newer.close();
  await eventually("the session has ended", async () => {
    const { body } = await rest(`sessions?chargerId=${charger16.chargerId}`);
    return body.items.some(({ state }: { state: string }) => state === "ended");
  });
  const watched = await rest(`chargers/${charger16.chargerId}/messages`);
  expect(watched.body.items.length).toBe(10);
  return charger16.chargerId;
}

it("keeps no id of a card, group or label in tables, streams, events or logs", async () => {
  const chargerId = await useCards();
  await platform.stop();

  const leaks = Object.entries(PLANTED).flatMap(([what, value]) =>
    filesWith(platform.dataDir, value).map((path) => `${what} in ${path}`),
  );

  // What is not sealed is found so: the search can see.
  const seen = filesWith(platform.dataDir, chargerId).map((path) =>
    path.slice(platform.dataDir.length),
  );
  expect(seen.length).toBeGreaterThan(1);
  expect(leaks).toEqual([]);
});
