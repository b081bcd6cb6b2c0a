import { inflateRawSync } from "node:zlib";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FieldPlace, KeyName } from "#domain/privacy/sealer.ts";
import { runErasure } from "#test/support/erase-driver.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";
import { aStreamRecord } from "#test/support/stream-records.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const CONTACT = { name: "Zeynep Planted", email: "planted@example.org", phone: "+905320001234" };
const TOKEN_ID = "04PLANTED77";
const DETAILS = "Forget Zeynep Planted";
const VAULT_KEY_ARN = "arn:aws:kms:eu-central-1:111111111111:key/vault";
const MINUTE_MS = 60_000;

type Stored = Readonly<Record<string, AttributeValue>>;

/** A sealed text, where it belongs and whose it is. */
interface Sealed {
  readonly text: string;
  readonly place: FieldPlace;
  readonly key: KeyName;
}

let world: RestWorld;
let about: Awaited<ReturnType<typeof prepare>>;
beforeAll(async () => {
  world = await startRestWorld();
  about = await prepare();
});
afterAll(() => world?.stop());

/** What an operator has of a driver, and every copy of it that there is: a backup, an export, the audit journal. */
async function prepare() {
  const post = (resource: string, path: string, body: object, ids = {}, as = "support") =>
    world.call(resource, { routeKey: `POST ${OPERATOR}/${path}`, as, body, path: ids });
  const { body: driver } = await post("drivers", "drivers", { language: "tr", ...CONTACT });
  const { driverId } = driver;
  const { body: token } = await post("tokens", "tokens", { tokenId: TOKEN_ID, label: "Blue" });
  await post("drivers", "drivers/{driverId}/tokens", { tokenId: TOKEN_ID }, { driverId });
  const identity = { method: "call-back", facts: ["phone", "plate"] };
  const { body: request } = await post("data-requests", "data-requests", {
    ...{ driverId, type: "ERASE", details: DETAILS, identity },
  });
  const backup = await dump();
  await journal(backup);
  return {
    driverId: driverId as string,
    tokenRef: token.tokenRef as string,
    dataRequestId: request.dataRequestId as string,
    backup,
    exported: await exportOf(),
    journalled: await journalText(),
    sealed: sealedIn(backup),
    warm: await anEnvironment(),
  };
}

async function dump(): Promise<readonly (readonly [table: string, item: Stored])[]> {
  const { dynamo } = await import("#adapters/dynamodb/client.ts");
  const { ScanCommand } = await import("@aws-sdk/client-dynamodb");
  const { TABLES } = await import("#test/support/dynamodb.ts");
  const pages = TABLES.map(async (table) => {
    const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: table }));
    return Items.map((item) => [table, item] as const);
  });
  return (await Promise.all(pages)).flat();
}

/** Lets the audit function see every item of drivers and cards as the streams told of them. */
async function journal(items: Awaited<ReturnType<typeof dump>>): Promise<void> {
  const { handler } = await import("#functions/events/record-audit/handler.ts");
  for (const table of ["People", "Charging"]) {
    const records = items
      .filter(([name]) => name === table)
      .map(([, item], index) => {
        const { pk, sk, ...after } = unmarshall({ ...item });
        const record = aStreamRecord({ pk, sk, after, sequenceNumber: String(1_000 + index) });
        return {
          ...record,
          eventSourceARN: `arn:aws:dynamodb:x:1:table/${table}/stream/2026`,
          dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: Date.now() / 1_000 },
        };
      });
    await handler({ Records: records, shardId: `shard-${table}` } as never, aContext() as never);
  }
}

async function journalText(): Promise<string> {
  const items = (await dump()).filter(([table]) => table === "Audit");
  return items
    .flatMap(([, { entries }]) => (entries?.B ? [inflateRawSync(entries.B).toString()] : []))
    .join("\n");
}

async function exportOf(): Promise<string> {
  const { walkOperator } = await import("#adapters/dynamodb/operator-walk.ts");
  const { exportLines } = await import("#adapters/dynamodb/export-lines.ts");
  const { fleetTables } = await import("#functions/shared/fleet-tables.ts");
  const lines: unknown[] = [];
  for await (const page of walkOperator("demo-a", fleetTables)) lines.push(...exportLines(page));
  return JSON.stringify(lines);
}

/** Every envelope in the tables, with where it stands. */
function sealedIn(items: Awaited<ReturnType<typeof dump>>): readonly Sealed[] {
  return items.flatMap(([table, item]) =>
    Object.entries(item).flatMap(([attribute, value]) => {
      const [, subjectId, purpose] = /^enc1\.([a-z0-9-]+):([a-z-]+):/.exec(value.S ?? "") ?? [];
      if (value.S === undefined || subjectId === undefined) return [];
      const place = { table, pk: item["pk"]?.S ?? "", sk: item["sk"]?.S ?? "", attribute };
      return [{ text: value.S, place, key: { subjectId, purpose: purpose as KeyName["purpose"] } }];
    }),
  );
}

/** An execution environment with a memory and a clock of its own. */
async function anEnvironment() {
  const { keyRing } = await import("#adapters/kms/key-ring.ts");
  const { fieldSealer } = await import("#adapters/kms/field-sealer.ts");
  let now = 0;
  const bounds = { nowMs: () => now };
  const ring = keyRing({ vaultTable: "Vault", keyArn: VAULT_KEY_ARN, bounds });
  const sealer = fieldSealer(ring)({ operatorId: "demo-a" });
  return {
    pass: (ms: number) => {
      now += ms;
    },
    /** The text, or how its opening was refused. */
    tryToOpen: ({ key, place, text }: Sealed) =>
      sealer.open(key, place, text).catch(({ code }: { code: string }) => code),
  };
}

describe("a driver who is erased", () => {
  it("was in the backup, the export and the journal, and could be read, before", async () => {
    const { sealed, exported, warm, backup } = about;

    const opened = await Promise.all(sealed.map(warm.tryToOpen));

    for (const value of [
      ...Object.values(CONTACT).map((v) => JSON.stringify(v)),
      TOKEN_ID,
      DETAILS,
    ]) {
      expect(opened).toContain(value);
    }
    expect(exported).toContain("enc1.");
    const clear = JSON.stringify(backup);
    for (const value of [...Object.values(CONTACT), TOKEN_ID]) expect(clear).not.toContain(value);
  });

  it("is unreadable a minute later: in tables, indexes, backups, exports and the journal, for whoever held keys", async () => {
    const { driverId, dataRequestId, sealed, warm, exported, journalled, tokenRef } = about;
    await world.call("data-requests", {
      routeKey: `POST ${OPERATOR}/data-requests/{dataRequestId}/erase`,
      as: "data-protection-officer",
      path: { dataRequestId },
    });
    await runErasure("demo-a", driverId);
    warm.pass(MINUTE_MS);
    const fresh = await anEnvironment();

    const attempts = await Promise.all([
      ...sealed.map(warm.tryToOpen),
      ...sealed.map(fresh.tryToOpen),
    ]);

    expect(attempts.length).toBeGreaterThan(10);
    expect(new Set(attempts)).toEqual(new Set(["privacy.erased"]));
    const after = await dump();
    const live = JSON.stringify(after.filter(([table]) => table !== "Audit"));
    for (const { text } of sealed) expect(live).not.toContain(text);
    // Whatever a copy has of them is one of the texts that open no more, or no text at all.
    const known = new Set(sealed.map(({ text }) => text));
    for (const copy of [exported, journalled, await journalText()]) {
      for (const [text] of copy.matchAll(/enc1\.[\w:.-]+/g)) expect(known).toContain(text);
      for (const value of [...Object.values(CONTACT), TOKEN_ID]) expect(copy).not.toContain(value);
    }
    expect(live).not.toContain("FIND#");
    expect(live).not.toContain(`TOKEN#${tokenRef}`);
    const subjects = new Set(sealed.map(({ key }) => key.subjectId));
    for (const subject of subjects) expect(live).not.toContain(`KEY#${subject}#`);
  });
});
