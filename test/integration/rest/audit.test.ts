import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys, sessionIdOf } from "#adapters/dynamodb/keys.ts";
import { startAuditBucket } from "#test/support/audit/bucket.ts";
import { sealOnce } from "#test/support/audit/seal-once.ts";
import { startCredentialKey } from "#test/support/kms.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";
import { aStreamRecord } from "#test/support/stream-records.ts";
import { verifyStreams } from "#tools/verify/verify-streams.ts";

const AUDIT = "/v1/operators/{operatorId}/audit";
const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 10, 20, 8);
const stops: (() => Promise<void>)[] = [];
let world: RestWorld;
beforeAll(async () => {
  const bucket = await startAuditBucket();
  world = await startRestWorld();
  const kms = await startCredentialKey();
  stops.push(world.stop, kms.stop, bucket.stop);
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

let number = 0;
/** Lets the stream of a table tell of a change, `hour` hours after the test's beginning. */
async function happen(
  table: string,
  change: {
    readonly pk: string;
    readonly sk: string;
    readonly before?: object;
    readonly after?: object;
  },
  hour = 0,
) {
  number += 1;
  const { handler } = await import("#functions/events/record-audit/handler.ts");
  const record = aStreamRecord({ ...change, sequenceNumber: String(1_000 + number) });
  const at = Math.floor((START + hour * HOUR_MS) / 1_000) + number;
  const Records = [
    {
      ...record,
      eventSourceARN: `arn:aws:dynamodb:x:1:table/${table}/stream/1`,
      dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: at },
    },
  ];
  await handler({ Records, shardId: "shardId-1" }, aContext());
}

const get = (path: string, query = "", as = "auditor", more = {}) =>
  world.call("audit", { routeKey: `GET ${path}`, query, as, ...more });

describe("the audit journal", () => {
  const site = (name: string, by: string) => ({
    name,
    changedBy: by,
    changeRequestId: `r-${name}`,
  });

  beforeAll(async () => {
    const key = keys.site("demo-a", "north");
    await happen("Fleet", { ...key, after: site("One", "anna") });
    for (let hour = 1; hour <= 30; hour++) {
      const before = site(`N${hour - 1}`, "anna");
      await happen("Fleet", { ...key, before, after: site(`N${hour}`, "ben") }, hour);
    }
    await happen("Fleet", { ...keys.site("demo-b", "north"), after: site("Theirs", "anna") });
  });

  it("is searched by object: who changed it, when, and what", async () => {
    const { status, body } = await get(AUDIT, "object=site:north&limit=2");

    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      {
        actor: "ben",
        action: "changed",
        object: { kind: "site", id: "north" },
        changes: { name: { before: { value: "N29" }, after: { value: "N30" } } },
        requestId: "r-N30",
        table: "Fleet",
      },
      { changes: { name: { after: { value: "N29" } } } },
    ]);
  });

  it.each(["object=site:north", "table=Fleet"])(
    "by %s is read to its end, page by page, each entry once",
    async (search) => {
      const sequences: number[] = [];
      let cursor = "";
      do {
        const { body } = await get(AUDIT, `${search}&limit=7${cursor}`);
        sequences.push(...body.items.map(({ sequence }: { sequence: number }) => sequence));
        cursor = body.nextCursor === undefined ? "" : `&cursor=${body.nextCursor}`;
      } while (cursor !== "");

      expect(sequences).toEqual(Array.from({ length: 31 }, (_, index) => 31 - index));
    },
  );

  it.each(["object=site:north", "table=Fleet", "actor=ben"])(
    "by %s is narrowed down by time",
    async (search) => {
      const from = new Date(START + 10 * HOUR_MS).toISOString();
      const to = new Date(START + 12 * HOUR_MS).toISOString();

      const found: string[] = [];
      let cursor = "";
      do {
        const { body } = await get(AUDIT, `${search}&from=${from}&to=${to}${cursor}`);
        found.push(...body.items.map(({ requestId }: { requestId: string }) => requestId));
        cursor = body.nextCursor === undefined ? "" : `&cursor=${body.nextCursor}`;
      } while (cursor !== "");

      expect(found).toEqual(["r-N11", "r-N10"]);
    },
  );

  it("is searched by actor and action, in one operator only", async () => {
    const anna = await get(AUDIT, "actor=anna&action=created");

    expect(anna.body.items).toMatchObject([{ requestId: "r-One", operatorId: "demo-a" }]);
  });

  it("is not searched by nothing, nor by two things", async () => {
    const nothing = await get(AUDIT);
    const both = await get(AUDIT, "actor=anna&table=Fleet");

    expect([nothing.body.code, both.body.code]).toEqual(["request.invalid", "request.invalid"]);
  });

  it.each([
    ["support", 403],
    ["technician", 403],
    ["partner", 403],
    ["neighbour", 404],
  ])("is closed to %s", async (as, status) => {
    expect((await get(AUDIT, "table=Fleet", as)).status).toBe(status);
  });
});

describe("an export with proof", () => {
  it("is whole, and verified by what stands in it alone; an altered line is named", async () => {
    await sealOnce("demo-a", "2026-11-22T01:00:00.000Z");
    const made = await world.call("audit", {
      routeKey: `POST ${AUDIT}/exports`,
      as: "auditor",
      body: {},
    });
    const lines: string[] = [...made.body.lines];
    for (const { table, lastPage } of made.body.chains) {
      for (let after: number | undefined = 0; after !== undefined; ) {
        const query = `table=${table}&afterPage=${after}&lastPage=${lastPage}`;
        const { body } = await get(`${AUDIT}/journal`, query);
        lines.push(...body.lines);
        after = body.nextAfterPage;
      }
    }
    const verify = (text: string) => verifyStreams([Readable.from([text])]);

    const whole = await verify(lines.join("\n"));
    const altered = await verify(lines.join("\n").replace("N17", "N71"));

    expect(made.status).toBe(201);
    expect(whole).toMatchObject({ findings: [], entries: 31, anchors: 1 });
    expect(altered.findings).toMatchObject([{ what: "changed", sequence: 18 }]);
  });

  it("is signed for those who attest, and not for those who act", async () => {
    const asked = await world.call("audit", {
      routeKey: `POST ${AUDIT}/exports`,
      as: "admin",
      body: {},
    });

    expect(asked.status).toBe(403);
  });

  it("has anchors that anybody who reads the journal can see", async () => {
    const { body } = await get(`${AUDIT}/anchors`);

    expect(body.items).toMatchObject([
      { day: "2026-11-21", chains: [{ table: "Fleet", sequence: 31 }] },
    ]);
  });
});

describe("a session's story", () => {
  it("goes from plug-in to receipt", async () => {
    const transaction = {
      operatorId: "demo-a",
      chargerId: "CP-1",
      version: "ocpp1.6",
      transactionId: 9,
    } as const;
    const sessionId = sessionIdOf(transaction);
    const startedAt = new Date(START).toISOString();
    const endedAt = new Date(START + HOUR_MS).toISOString();
    const active = {
      ...transaction,
      sessionId,
      siteId: "north",
      connectorId: 1,
      state: "active",
      authorization: "Accepted",
      startedAt,
      meterStartWh: 0,
      flags: [],
    } as const;
    const cost = {
      amountMinor: 120,
      currency: "EUR",
      netMinor: 100,
      vatMinor: 20,
      components: { startFeeMinor: 0, energyMinor: 120, timeMinor: 0, idleMinor: 0 },
    };
    const ended = { ...active, state: "ended", endedAt, meterStopWh: 5, energyWh: 5, cost };
    const key = keys.session("demo-a", sessionId);
    await world.put("Charging", { ...key, ...ended });
    await world.put("Charging", {
      ...keys.sessionReading("demo-a", sessionId, startedAt, "d"),
      readings: [],
    });
    await happen("Fleet", {
      ...keys.charger("demo-a", "CP-1"),
      before: { connectors: {} },
      after: { connectors: { 1: { status: "Preparing" } } },
    });
    await happen("Charging", { ...key, after: active });
    await happen("Charging", { ...key, before: active, after: ended }, 1);

    const { status, body } = await get(
      "/v1/operators/{operatorId}/sessions/{sessionId}/story",
      "",
      "auditor",
      {
        path: { sessionId },
      },
    );

    expect(status).toBe(200);
    expect(body).toMatchObject({
      chargerId: "CP-1",
      energyWh: 5,
      cost: { amountMinor: 120, currency: "EUR" },
      meterMessages: 1,
    });
    expect(
      body.entries.map(({ object, action }: { object: { kind: string }; action: string }) => [
        object.kind,
        action,
      ]),
    ).toEqual([
      ["charger", "changed"],
      ["session", "created"],
      ["session", "changed"],
    ]);
  });
});
