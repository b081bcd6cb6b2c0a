import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DescribeTableCommand, GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dynoxideBinary } from "#local/dynamodb/binary.ts";
import { freePort } from "#local/dynamodb/free-port.ts";
import { startDynamoDb } from "#local/dynamodb/start.ts";
import { type DatabaseTrial, SESSIONS, startDatabaseTrial } from "./database-trial.ts";

let trial: DatabaseTrial;

beforeEach(async () => {
  trial = await startDatabaseTrial();
});

afterEach(() => trial.end());

describe("the local DynamoDB", () => {
  it("answers queries on the template's indexes", async () => {
    await trial.put("a", { gsi1pk: { S: "active" } });
    await trial.put("b");

    const { Items } = await trial.client().send(
      new QueryCommand({
        TableName: "Sessions",
        IndexName: "gsi1",
        KeyConditionExpression: "gsi1pk = :active",
        ExpressionAttributeValues: { ":active": { S: "active" } },
      }),
    );

    expect(Items).toEqual([{ pk: { S: "op" }, sk: { S: "a" }, gsi1pk: { S: "active" } }]);
  });

  it("keeps its items through a restart, for the owner's eyes only", async () => {
    await trial.put("a", { energyWh: { N: "42" } });

    await trial.stop();
    await trial.start();

    const { Item } = await trial
      .client()
      .send(
        new GetItemCommand({ TableName: "Sessions", Key: { pk: { S: "op" }, sk: { S: "a" } } }),
      );
    expect(Item?.["energyWh"]).toEqual({ N: "42" });
    expect((await stat(join(trial.dataDir, "dynamodb.db"))).mode & 0o777).toBe(0o600);
  });

  it("gains an index that a newer template has", async () => {
    const { GlobalSecondaryIndexes, ...rest } = SESSIONS;
    const AttributeDefinitions = rest.AttributeDefinitions.slice(0, 2);
    await trial.stop();
    await rm(join(trial.dataDir, "dynamodb.db"));
    await trial.start([{ ...rest, AttributeDefinitions }]);
    await trial.put("a", { gsi1pk: { S: "active" } });

    await trial.stop();
    await trial.start();

    const { Count } = await trial.client().send(
      new QueryCommand({
        TableName: "Sessions",
        IndexName: GlobalSecondaryIndexes?.[0]?.IndexName,
        KeyConditionExpression: "gsi1pk = :active",
        ExpressionAttributeValues: { ":active": { S: "active" } },
      }),
    );
    expect(Count).toBe(1);
  });

  it("has the index that keeps streamed writes quick", () => {
    const file = new DatabaseSync(join(trial.dataDir, "dynamodb.db"), { readOnly: true });

    const plan = file
      .prepare(
        "EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?",
      )
      .all("Sessions");

    file.close();
    expect(JSON.stringify(plan)).toContain("chargeward_stream");
  });

  it("ends a database that a killed platform left on the same file", async () => {
    const databaseFile = join(trial.dataDir, "dynamodb.db");
    await trial.stop();
    const port = String(await freePort());
    const leftover = spawn(dynoxideBinary(), ["--port", port, "--db-path", databaseFile], {
      stdio: "ignore",
    });
    const ended = once(leftover, "exit");
    await once(leftover, "spawn");
    await writeFile(join(trial.dataDir, "dynamodb.pid"), String(leftover.pid));

    await trial.start();

    await expect(ended).resolves.toBeDefined();
    expect(await readFile(join(trial.dataDir, "dynamodb.pid"), "utf8")).not.toContain(
      String(leftover.pid),
    );
  });

  it("leaves a process alone that merely has the number of an old database", async () => {
    await trial.stop();
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(stranger, "spawn");
    await writeFile(join(trial.dataDir, "dynamodb.pid"), String(stranger.pid));

    await trial.start();

    expect(stranger.exitCode).toBeNull();
    expect(stranger.signalCode).toBeNull();
    stranger.kill();
    await once(stranger, "exit");
  });
});

describe("a database that somebody else runs", () => {
  beforeEach(() => vi.stubEnv("CHARGEWARD_DYNAMODB_ENDPOINT", trial.database().endpoint));
  afterEach(() => vi.unstubAllEnvs());

  it("is used as it is, gets the tables, and stays when the platform stops", async () => {
    const foreign = await startDynamoDb({
      dataDir: join(trial.dataDir, "unused"),
      tables: [{ ...SESSIONS, tableName: "Others" }],
      writeLog: () => undefined,
      onUnexpectedExit: () => undefined,
    });
    await foreign.stop();

    const { Table } = await trial.client().send(new DescribeTableCommand({ TableName: "Others" }));
    expect(foreign.endpoint).toBe(trial.database().endpoint);
    expect(Table?.TableStatus).toBe("ACTIVE");
    await expect(stat(join(trial.dataDir, "unused"))).rejects.toThrow();
  });
});
