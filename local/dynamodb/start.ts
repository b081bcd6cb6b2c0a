import { join, resolve } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ensurePrivateFile } from "../private-file.ts";
import type { DynamoDbOptions, EndpointService } from "../services.ts";
import { startDatabaseProcess } from "./database-process.ts";
import { startHousekeeping } from "./housekeeping.ts";
import { registerRunningDatabase } from "./running-database.ts";
import { openDatabaseFile, prepareStreamRecords } from "./stream-file.ts";
import { sweepExpired } from "./sweep-expired.ts";
import { bringUpTables } from "./tables.ts";
import { trimStreams } from "./trim-streams.ts";

const NAME = "DynamoDB";

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

function clientFor(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
}

/** DynamoDB Local and its like look after streams and expiry themselves. */
async function useForeignDatabase(
  endpoint: string,
  options: DynamoDbOptions,
): Promise<EndpointService> {
  const client = clientFor(endpoint);
  await bringUpTables(client, options.tables);
  return { name: NAME, endpoint, stop: async () => client.destroy() };
}

async function startOwnDatabase(options: DynamoDbOptions): Promise<EndpointService> {
  const dataDir = resolve(options.dataDir);
  const databaseFile = join(dataDir, "dynamodb.db");
  await ensurePrivateFile(databaseFile);
  const database = await startDatabaseProcess({
    dataDir,
    databaseFile,
    port: options.port,
    onUnexpectedExit: options.onUnexpectedExit,
  });
  const { endpoint } = database;
  const client = clientFor(endpoint);
  try {
    await bringUpTables(client, options.tables);
    prepareStreamRecords(databaseFile);
  } catch (error) {
    client.destroy();
    await database.stop();
    throw error;
  }

  const running = registerRunningDatabase(endpoint, databaseFile);
  const writable = openDatabaseFile(databaseFile, { readOnly: false });
  const stopTrimming = startHousekeeping("Trimming streams", options.writeLog, (signal) =>
    trimStreams(writable, running.positions, nowSeconds(), signal),
  );
  const stopSweeping = startHousekeeping("Sweeping expired items", options.writeLog, (signal) =>
    sweepExpired(client, options.tables, nowSeconds(), signal),
  );

  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    await Promise.all([stopTrimming(), stopSweeping()]);
    running.close();
    writable.close();
    client.destroy();
    await database.stop();
  }
  return {
    name: NAME,
    endpoint,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/**
 * Starts the database of the platform's tables on `<dataDir>/dynamodb.db`, or uses the one that
 * CHARGEWARD_DYNAMODB_ENDPOINT names. Throws a sentence for people where there is neither.
 */
export async function startDynamoDb(options: DynamoDbOptions): Promise<EndpointService> {
  const foreignEndpoint = process.env["CHARGEWARD_DYNAMODB_ENDPOINT"];
  return foreignEndpoint ? useForeignDatabase(foreignEndpoint, options) : startOwnDatabase(options);
}
