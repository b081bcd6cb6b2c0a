import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { OcppVersion } from "#ocpp/actions.ts";
import { badFrames } from "#test/support/bad-frames.ts";
import { createCharger, createToken, unique } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { connectCharger, type RawCharger } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";

const { local, dataDir } = inject("platform");
const PASSWORD = `PlantedPassword${unique("x")}`;
const TOKEN = unique("PLANTEDTAG");
const FRAMES = badFrames(TOKEN);

let rest: RestClient;
let neighbour: Neighbour;

beforeAll(async () => {
  rest = await signIn(local, "admin@demo-a.example");
  await createToken(rest, { tokenId: TOKEN, maxActiveSessions: 1000 });
  neighbour = await startNeighbour();
});

afterAll(async () => {
  const { answered, missed } = await neighbour.stop();

  expect(missed).toEqual([]);
  expect(answered).toBeGreaterThan(10);
});

interface Neighbour {
  readonly stop: () => Promise<{ readonly answered: number; readonly missed: readonly string[] }>;
}

/** A charger that asks for the time, again and again, and notes each time that it gets no answer. */
async function startNeighbour(): Promise<Neighbour> {
  const socket = await connectCharger(local, await createCharger(rest), "ocpp1.6");
  const missed: string[] = [];
  let answered = 0;
  let isStopping = false;
  const beats = (async () => {
    while (!isStopping) {
      const [type] = await socket.call("Heartbeat", {}).catch((error: unknown) => [String(error)]);
      if (type === 3) answered += 1;
      else missed.push(String(type));
      await pause(50);
    }
  })();
  return {
    stop: async () => {
      isStopping = true;
      await beats;
      await socket.close();
      return { answered, missed };
    },
  };
}

async function newCharger(
  version: OcppVersion,
): Promise<{ chargerId: string; socket: RawCharger }> {
  const charger = await createCharger(rest, { password: PASSWORD });
  const { chargerId } = charger;
  return { chargerId, socket: await connectCharger(local, charger, version) };
}

describe.each<OcppVersion>(["ocpp1.6", "ocpp2.0.1"])("over %s", (version) => {
  it.each(FRAMES)("answers $name as OCPP says, and stays connected", async (wrong) => {
    const { socket } = await newCharger(version);
    const expected = version === "ocpp1.6" ? wrong.v16 : wrong.v201;

    socket.send(wrong.text);

    // An answer, if there is to be one, is waited for; that there is none shows in the order of the next one.
    if (expected !== undefined) {
      await eventually("an answer", () => socket.received.length > 0);
      expect(socket.received.splice(0)).toEqual([expected]);
    }
    expect(await socket.call("Heartbeat", {}, "after")).toMatchObject([3, "after", {}]);
    await socket.close();
    expect(socket.received).toEqual([]);
  });

  it.each([
    [
      "a message of 200 KB",
      JSON.stringify([2, "x", "DataTransfer", { data: "x".repeat(200_000) }]),
      1009,
    ],
    [
      "a frame of 100 KB",
      JSON.stringify([2, "x", "DataTransfer", { data: "x".repeat(100_000) }]),
      1009,
    ],
    ["a binary frame", Buffer.from('[2,"x","Heartbeat",{}]'), 1003],
  ])("closes the connection for %s", async (_name, message, code) => {
    const { socket } = await newCharger(version);

    socket.send(message);

    expect(await socket.closed).toBe(code);
  });

  it("answers the same message twice in the same way", async () => {
    const { socket } = await newCharger(version);

    const first = await socket.call("Heartbeat", {}, "same");
    const second = await socket.call("Heartbeat", {}, "same");

    expect([first, second]).toMatchObject([
      [3, "same", { currentTime: expect.any(String) }],
      [3, "same", { currentTime: expect.any(String) }],
    ]);
    await socket.close();
  });
});

describe("the log", () => {
  it("says what happened, without the password or the token", async () => {
    const { chargerId, socket } = await newCharger("ocpp1.6");
    for (const { text } of FRAMES) socket.send(text);
    await socket.call("Authorize", { idTag: TOKEN });
    const wrong = { chargerId, password: `${PASSWORD}wrong` };
    await connectCharger(local, wrong, "ocpp1.6").catch(() => undefined);

    const told = ["not-json", "message-type-unknown", "FormationViolation", "credentials-wrong"];
    await eventually(`the log tells of ${told.join(", ")}`, () => {
      const ofCharger = logLines().filter((line) => line.includes(chargerId));
      return told.every((word) => ofCharger.some((line) => line.includes(word)));
    });
    await socket.close();

    const inBasic = Buffer.from(`${chargerId}:${PASSWORD}`).toString("base64").slice(4, -4);
    const secrets = [PASSWORD, TOKEN, inBasic];
    expect(logLines().filter((line) => secrets.some((each) => line.includes(each)))).toEqual([]);
  });
});

function logLines(): readonly string[] {
  const directory = join(dataDir, "logs");
  return readdirSync(directory).flatMap((name) =>
    readFileSync(join(directory, name), "utf8").split("\n"),
  );
}
