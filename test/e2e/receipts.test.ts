import { Buffer } from "node:buffer";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { openOutbox } from "#local/cognito/outbox.ts";
import { USAGE_FOLDER_VARIABLE } from "#local/iam/usage-file.ts";
import { type Platform, startPlatform } from "#local/platform.ts";
import { prepareAssembly } from "#local/startup/prepare-assembly.ts";
import { eventually } from "#test/support/eventually.ts";
import { checkJournal, WITH_REDELIVERY } from "#test/support/journal-check.ts";
import { openPage } from "#test/support/page.ts";
import { type RestClient, restClient, signIn } from "#test/support/rest-client.ts";
import { startVirtualCharger, type VirtualCharger } from "#tools/charger/virtual-charger.ts";
import { USAGE_FOLDER } from "#tools/iam-usage/usage-folder.ts";

const CHARGER = "A-AC-1";
const ADDRESS = "driver@example.test";

let dataDir: string;
let platform: Platform;
let charger: VirtualCharger;
let driver: RestClient;
let admin: RestClient;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "chargeward-e2e-"));
  Object.assign(process.env, WITH_REDELIVERY, { [USAGE_FOLDER_VARIABLE]: USAGE_FOLDER });
  const assemblyDir = await prepareAssembly(() => undefined);
  platform = await startPlatform({ dataDir, port: 0, tlsPort: 0, demo: true, assemblyDir });
  driver = restClient(platform.access.appUrl, "demo-a", undefined);
  admin = await signIn(platform.access, "admin@demo-a.example");
  const operator = platform.access.operators.find(({ operatorId }) => operatorId === "demo-a");
  const known = operator?.chargers.find(({ chargerId }) => chargerId === CHARGER);
  charger = await startVirtualCharger({
    url: platform.access.ocppUrl,
    operatorId: "demo-a",
    chargerId: CHARGER,
    password: String(known?.password),
    version: "ocpp1.6",
    isStrict: true,
  });
});
afterAll(async () => {
  await charger?.close();
  await platform?.stop();
  await checkJournal(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

const post = (client: RestClient, path: string, body: object, headers = {}) =>
  client(path, { method: "POST", body, headers });

/** The gate's code of the charger, as a phone reads it. */
async function scanned(): Promise<string> {
  const { body } = await admin(`chargers/${CHARGER}/codes`);
  return String(body.items[0].url).split("/").at(-1) ?? "";
}

async function begin() {
  const code = await scanned();
  const { body: shown } = await driver(`/v1/adhoc/connectors/${code}`);
  const { siteKey, action } = shown.gate;
  const wish = { siteKey, action, hostname: "localhost", score: 0.9 };
  const { body: issued } = await post(driver, "/local/recaptcha/issue", wish);
  const more = { receiptEmail: ADDRESS, plate: "34ABC123", language: "tr" };
  const started = await post(
    driver,
    "/v1/adhoc/sessions",
    openPage().start(code, shown.intent, issued.token, more),
  );
  const { attemptId, handle } = started.body;
  return { attemptId, headers: { authorization: `Bearer ${handle}` } };
}

interface ProgressBody {
  readonly state: string;
  readonly receipt: boolean;
  readonly payUrl?: string;
  readonly charging?: { readonly energyWh: number };
}

type Begun = Awaited<ReturnType<typeof begin>>;

function progress({ attemptId, headers }: Begun) {
  return driver(`/v1/adhoc/sessions/${attemptId}/progress`, { headers });
}

function until<T>(begun: Begun, what: string, seen: (body: ProgressBody) => T | undefined) {
  return eventually(what, async () => seen((await progress(begun)).body) ?? undefined, 60_000);
}

async function guestOf(attemptId: string) {
  const database = new DynamoDBClient({
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    endpoint: platform.endpoints.dynamoDb,
  });
  const { Item } = await database.send(
    new GetItemCommand({
      TableName: platform.environment["PEOPLE_TABLE"],
      Key: toItem(keys.guest("demo-a", attemptId)),
    }),
  );
  return Item ?? {};
}

async function letters(): Promise<readonly string[]> {
  const posted = await (await openOutbox(dataDir)).letters();
  return posted.filter(({ to }) => to === ADDRESS).map(({ subject }) => subject);
}

describe("a receipt", () => {
  it("is to be had when money was taken, as facts, as PDF and by mail, and the address is deleted", async () => {
    const begun = await begin();
    const { attemptId, headers } = begun;
    const path = `/v1/adhoc/sessions/${attemptId}`;
    const payUrl = await until(begun, "there is a page to pay on", ({ payUrl: url }) => url);
    const early = await driver(`${path}/receipt`, { headers });
    await fetch(payUrl, {
      method: "POST",
      body: new URLSearchParams({ card: "works" }),
      redirect: "manual",
    });
    await until(begun, "the car charges", ({ state }) => (state === "charging" ? true : undefined));
    await charger.meter({ connectorId: 1, energyWh: 2_000 });
    const charging = await until(begun, "energy is seen", ({ charging: now }) => {
      return now?.energyWh === 2_000 ? now : undefined;
    });
    await charger.stopSession({ connectorId: 1 });
    await until(begun, "there is a receipt", ({ receipt }) => (receipt ? true : undefined));

    const receipt = await driver(`${path}/receipt`, { headers });
    const pdf = await fetch(`${platform.access.appUrl}${path}/receipt.pdf?language=tr`, {
      headers,
    });
    const mailed = await post(driver, `${path}/receipt-mail`, { email: ADDRESS }, headers);

    expect(early).toMatchObject({ status: 404, body: { code: "adhoc.receipt-not-ready" } });
    expect(charging).toMatchObject({ cost: { amountMinor: 2_298, currency: "TRY" } });
    expect(receipt.body).toMatchObject({
      totalMinor: 2_298,
      capturedMinor: 2_298,
      releasedMinor: receipt.body.heldMinor - 2_298,
      plate: "34ABC123",
      lines: [{ per: "kWh", quantity: 2, rateMinor: 1_149, amountMinor: 2_298 }],
    });
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    expect(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5)).toEqual(Buffer.from("%PDF-"));
    expect(mailed.status).toBe(202);
    const subjects = await eventually("both mails came", async () => {
      const found = await letters();
      return found.length >= 2 && found;
    });
    expect(subjects.toSorted()).toEqual([
      "Your receipt for charging: Demo A Şarj",
      "Şarj makbuzunuz: Demo A Şarj",
    ]);
    await eventually("the address is deleted", async () => {
      const { receiptEmail, plate } = await guestOf(attemptId);
      return receiptEmail === undefined && plate !== undefined;
    });
    expect((await driver(`${path}/receipt`)).status).toBe(404);
    expect((await driver(`${path}/progress`)).status).toBe(404);
  });

  it("goes to nobody where the driver left before paying, and the address is deleted all the same", async () => {
    const before = (await letters()).length;
    const code = await scanned();
    const { body: shown } = await driver(`/v1/adhoc/connectors/${code}`);
    const wish = { ...shown.gate, hostname: "localhost", score: 0.1 };
    const { body: issued } = await post(driver, "/local/recaptcha/issue", wish);
    const page = openPage().start(code, shown.intent, issued.token, { receiptEmail: ADDRESS });

    const { attemptId } = (await post(driver, "/v1/adhoc/sessions", page)).body;

    await eventually("the address is deleted", async () => {
      const { receiptEmail, attemptId: known } = await guestOf(attemptId);
      return known !== undefined && receiptEmail === undefined;
    });
    expect((await letters()).length).toBe(before);
  });
});

describe("the stickers of a site", () => {
  it("are printed with the codes of its chargers", async () => {
    const { body } = await admin(`chargers/${CHARGER}/codes`);
    const sheet = `${platform.access.appUrl}/v1/operators/demo-a/sites/kadikoy/connector-sheet`;

    const svg = await admin("sites/kadikoy/connector-sheet?format=svg");
    const pdf = await admin("sites/kadikoy/connector-sheet");

    expect([svg.status, pdf.status]).toEqual([200, 200]);
    expect(svg.headers.get("content-type")).toBe("image/svg+xml");
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    expect((await fetch(sheet)).status).toBe(401);
    expect(String(svg.body)).toContain(String(body.items[0].url).split("/").at(-1));
  });
});
