import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDynamoDb } from "#local/dynamodb/start.ts";
import type { TableDefinition } from "#local/services.ts";

const INDEXES = {
  Directory: ["gsi1"],
  Fleet: ["gsi1"],
  Connections: [],
  Charging: ["gsi1", "gsi2", "gsi3"],
  Security: [],
  Vault: [],
  People: [],
  Payments: ["gsi1"],
  Audit: [],
} as const;

/** Their names. */
export const TABLES = Object.keys(INDEXES);
const UNSTREAMED = ["Connections", "Vault", "Audit"];

/** The tables that adapters use, in a database of their own, empty; `stop` removes it. The SDK is pointed at it. */
export async function startTables(
  options: { readonly streamed?: boolean } = {},
): Promise<{ readonly stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "chargeward-tables-"));
  const database = await startDynamoDb({
    dataDir,
    tables: Object.entries(INDEXES).map(([tableName, indexes]) => ({
      ...tableOf(tableName, indexes),
      ...(options.streamed &&
        !UNSTREAMED.includes(tableName) && { streamViewType: "NEW_AND_OLD_IMAGES" as const }),
    })),
    writeLog: () => {},
    onUnexpectedExit: (reason) => {
      throw new Error(reason);
    },
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
  return {
    async stop() {
      await database.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

function tableOf(tableName: string, indexes: readonly string[]): TableDefinition {
  const keyNames = ["", ...indexes].flatMap((index) => [`${index}pk`, `${index}sk`]);
  const keySchema = (index: string) =>
    [
      { AttributeName: `${index}pk`, KeyType: "HASH" },
      { AttributeName: `${index}sk`, KeyType: "RANGE" },
    ] as const;
  return {
    tableName,
    AttributeDefinitions: keyNames.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: keySchema(""),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((IndexName) => ({
        IndexName,
        KeySchema: keySchema(IndexName),
        Projection: { ProjectionType: "KEYS_ONLY" as const },
      })),
    }),
  };
}
