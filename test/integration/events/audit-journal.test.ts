import "#test/support/environment.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "#domain/audit/entry.ts";
import { startKms } from "#local/kms.ts";
import { startS3 } from "#local/s3/start.ts";
import type { LocalService } from "#local/services.ts";
import { seeded } from "#test/support/audit/alterations.ts";
import { startTables } from "#test/support/dynamodb.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { runTool } from "#test/support/run-tool.ts";
import { aStreamRecord } from "#test/support/stream-records.ts";
import { verifyStreams } from "#tools/verify/verify-streams.ts";

const BUCKET = "audit-journal";
const KEY_ARN = "arn:aws:kms:eu-central-1:111111111111:key/audit";
let dataDir: string;
const stops: LocalService["stop"][] = [];
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "chargeward-audit-"));
  const tables = await startTables();
  const buckets = [{ name: BUCKET, lock: { mode: "COMPLIANCE", days: 1 } }] as const;
  const s3 = await startS3({ dataDir, buckets });
  const kms = await startKms({
    dataDir,
    region: "eu-central-1",
    accountId: "111111111111",
    keys: [
      {
        keyId: "audit",
        arn: KEY_ARN,
        aliases: [],
        keySpec: "ECC_NIST_P256",
        keyUsage: "SIGN_VERIFY",
      },
    ],
  });
  stops.push(tables.stop, s3.stop, kms.stop);
  process.env["AWS_ENDPOINT_URL_S3"] = s3.endpoint;
  process.env["AWS_ENDPOINT_URL_KMS"] = kms.endpoint;
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await rm(dataDir, { recursive: true });
});

function aChange(operatorId: string, number: number) {
  const at = Date.UTC(2026, 10, 20) / 1_000 + number;
  const record = aStreamRecord({
    pk: operatorId,
    sk: `SITE#site-${number % 5}`,
    after: { name: `Name ${number}`, changedBy: `person-${number % 3}`, changeRequestId: "r" },
    sequenceNumber: String(10_000 + number),
  });
  return {
    ...record,
    eventSourceARN: "arn:aws:dynamodb:x:1:table/Fleet/stream/2026",
    dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: at },
  };
}
const changes = (operatorId: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => aChange(operatorId, from + index));

async function record(records: ReturnType<typeof aChange>[], shardId = "shardId-1") {
  const { handler } = await import("#functions/events/record-audit/handler.ts");
  return handler({ Records: records, shardId }, aContext());
}

async function entriesOf(operatorId: string): Promise<AuditEntry[]> {
  const { pagesAfter } = await import("#adapters/dynamodb/journal-reader.ts");
  const pages = await pagesAfter("Audit", { operatorId, table: "Fleet" }, 0, 1_000);
  return pages.flatMap(({ lines }) => lines.map((line) => JSON.parse(line) as AuditEntry));
}

async function seal() {
  const { handler } = await import("#functions/events/seal-audit/handler.ts");
  await (handler as (event: unknown, context: unknown) => Promise<unknown>)({}, aContext());
}

async function verifySealed(operatorId: string) {
  const { sealedObjects } = await import("#adapters/s3/sealed-objects.ts");
  const objects = sealedObjects(BUCKET);
  const texts: string[] = [];
  for await (const key of objects.keysBelow(`${operatorId}/`)) texts.push(await objects.read(key));
  const streams = texts.map((text) => Readable.from([text]));
  return verifyStreams(streams, { withoutStatement: true });
}

describe("the journal in the database", () => {
  it("has one entry a change, through duplicates, late batches and two writers at once", async () => {
    const random = seeded(3);
    const all = changes("busy", 0, 200);

    for (let end = 0; end < 200; ) {
      const batch = all.slice(Math.max(0, end - random(20)), end + 1 + random(30));
      await Promise.all([record(batch), record(changes("busy", 1_000, 1_020), "shardId-2")]);
      end = all.indexOf(batch.at(-1) as (typeof all)[0]) + 1;
    }

    const entries = await entriesOf("busy");
    expect(entries).toHaveLength(220);
    expect(new Set(entries.map(({ entryId }) => entryId)).size).toBe(220);
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1));
  });
});

describe("the sealed copy", () => {
  it("is whole and signed, and goes on with the next run", async () => {
    await record(changes("sealed", 0, 50));
    await record(changes("sealed", 50, 60));
    // Who has something in the sealed copy is sealed on; an operator without a list entry needs a first object.
    const { sealOnce } = await import("#test/support/audit/seal-once.ts");
    await sealOnce("sealed");
    const first = await verifySealed("sealed");
    await record(changes("sealed", 60, 90));

    await seal();
    await seal();

    const second = await verifySealed("sealed");
    const byBucket = await runTool("chargeward-verify.ts", [
      ...["--bucket", BUCKET, "--operator", "sealed"],
    ]);
    expect(byBucket).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("Everything holds: 90 entries in 1 chains, 1 anchors"),
    });
    expect(first).toMatchObject({ findings: [], entries: 60, anchors: 1 });
    expect(second).toMatchObject({ findings: [], entries: 90, anchors: 1 });
  });
});
