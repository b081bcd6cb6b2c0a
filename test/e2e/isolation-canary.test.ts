import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromItem, toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { ApiClient } from "#domain/access/api-client.ts";
import type { SecuritySignal } from "#domain/access/security-signal.ts";
import { USAGE_FOLDER_VARIABLE } from "#local/iam/usage-file.ts";
import { type Platform, startPlatform } from "#local/platform.ts";
import { prepareAssembly } from "#local/startup/prepare-assembly.ts";
import { eventually } from "#test/support/eventually.ts";
import { checkJournal, WITH_REDELIVERY } from "#test/support/journal-check.ts";
import { functionNames } from "#test/support/live-functions.ts";
import { type LiveWorld, liveWorld } from "#test/support/live-world.ts";
import { USAGE_FOLDER } from "#tools/iam-usage/usage-folder.ts";

let dataDir: string;
let platform: Platform;
let world: LiveWorld;
let root: string;
let functionName: string;
let run: () => Promise<unknown>;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "chargeward-e2e-"));
  Object.assign(process.env, WITH_REDELIVERY, { [USAGE_FOLDER_VARIABLE]: USAGE_FOLDER });
  const assemblyDir = await prepareAssembly(() => undefined);
  const functionNamed = await functionNames(assemblyDir);
  platform = await startPlatform({ dataDir, port: 0, tlsPort: 0, demo: true, assemblyDir });
  world = liveWorld(platform);
  root = await world.subjectOf("admin@platform.example");
  functionName = functionNamed("events-probe-isolation");
  run = () => platform.invoke(functionName, {});
});
afterAll(async () => {
  await platform?.stop();
  await checkJournal(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

async function runs() {
  const { body } = await world.call("", {
    routeKey: "GET /v1/platform/isolation-probes",
    as: root,
  });
  return body.items;
}

/** Items of a partition of the database, by the beginning of their sort key. */
async function stored<T>(table: string, pk: string, prefix: string): Promise<readonly T[]> {
  const database = new DynamoDBClient({
    endpoint: platform.endpoints.dynamoDb,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const { Items = [] } = await database.send(
    new QueryCommand({
      TableName: platform.environment[table],
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": prefix }),
    }),
  );
  return Items.map((item) => fromItem<T>(item));
}

const programs = () => stored<ApiClient>("DIRECTORY_TABLE", "canary-a", "APICLIENT#");
const alarms = async () =>
  (await stored<SecuritySignal>("SECURITY_TABLE", "platform", "SIGNAL#")).filter(
    ({ kind }) => kind === "isolation.broken",
  );

describe("the isolation canary", () => {
  it("makes its operators, signs in and finds them apart", async () => {
    await run();

    const [first, ...others] = await runs();
    expect(others).toEqual([]);
    expect(
      first.attempts.filter((each: { verdict: string }) => each.verdict !== "as-expected"),
    ).toEqual([]);
    expect(first.outcome).toBe("apart");
    const { body } = await world.call("", { routeKey: "GET /v1/operators", as: root });
    const canaries = body.items.filter((each: { isCanary?: true }) => each.isCanary);
    expect(canaries.map((each: { operatorId: string }) => each.operatorId).sort()).toEqual([
      "canary-a",
      "canary-b",
    ]);
    expect(await alarms()).toEqual([]);
  });

  it("keeps its program, and no secret in the open", async () => {
    const [before] = await programs();

    await run();

    expect((await programs()).map(({ clientId }) => clientId)).toEqual([before?.clientId]);
    expect((await runs())[0].outcome).toBe("apart");
    const [credential] = await stored<object>("DIRECTORY_TABLE", "canary-a", "CANARY-CREDENTIAL");
    expect(Object.keys(credential ?? {}).sort()).toEqual(["clientId", "sealed"]);
  });

  it("cannot be onboarded by anybody", async () => {
    const { status } = await world.call("", {
      routeKey: "POST /v1/operators",
      body: {
        operatorId: "canary-c",
        name: "Mine",
        countryCode: "DE",
        currency: "EUR",
        timeZone: "Etc/UTC",
      },
      as: root,
    });

    expect(status).toBe(400);
  });

  it("tells where its program can reach the other operator", async () => {
    const [program] = await programs();
    const { clientId = "" } = program ?? {};
    await world.put("Directory", {
      ...keys.apiClient("canary-b", clientId),
      ...program,
      operatorId: "canary-b",
    });

    await run();

    const [newest] = await runs();
    expect(newest.outcome).toBe("broken");
    const [signal, ...others] = await alarms();
    expect(others).toEqual([]);
    expect(signal?.evidence["probeId"]).toBe(newest.probeId);
    expect(signal?.evidence["attempts"]).toContain("foreign read");
    // The alarm counts this very line (lib/isolation-canary.ts).
    await eventually("the log has the line", () => {
      const log = readFileSync(join(dataDir, "logs", `${functionName}.log`), "utf8");
      return log
        .split("\n")
        .some((line) => /"message":"probed isolation".*"outcome":"broken"/.test(line));
    });
  });
});
