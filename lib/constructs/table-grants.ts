import { Stack } from "aws-cdk-lib";
import { type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { PlatformTable } from "./platform-table.ts";

/** The actions that go together; Scan is in none of them. */
export const TABLE_ACTIONS = {
  read: ["BatchGetItem", "GetItem", "Query"],
  /** For items whose key is known, never a list. */
  lookup: ["BatchGetItem", "GetItem"],
  /** For lists, beside `lookup`; of no index. */
  query: ["Query"],
  /** Puts an item under the condition that others are not there. */
  create: ["ConditionCheckItem", "PutItem"],
  delete: ["DeleteItem"],
  write: ["ConditionCheckItem", "DeleteItem", "PutItem", "UpdateItem"],
  /** For a condition that another item of the same transaction depends on. */
  check: ["ConditionCheckItem"],
  "batch-write": ["BatchWriteItem"],
  /** For what only grows: what is there can be neither changed nor deleted with it, but for a put over it. */
  append: ["PutItem"],
  /** For a counter or a mark on an item that belongs to somebody else. */
  update: ["UpdateItem"],
} as const;

export type TableAccess = keyof typeof TABLE_ACTIONS;

const READS: readonly TableAccess[] = ["read", "lookup", "query"];

/** What DynamoDB asks of a caller whose table has a key of its own: it acts on the key in the caller's name. */
const READ_KEY_ACTIONS = ["kms:Decrypt", "kms:DescribeKey"];
const WRITE_KEY_ACTIONS = [
  ...READ_KEY_ACTIONS,
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/** IAM's conditions of a statement. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;

/** Lets a role use one table, its indexes by name, under the conditions if any; without accesses it may not. */
export function grantTable(
  role: IGrantable,
  table: PlatformTable,
  accesses: readonly TableAccess[],
  conditions?: Conditions,
): void {
  if (accesses.length === 0) return;
  const { tableArn } = table.table;
  const actions = accesses.flatMap((access) => TABLE_ACTIONS[access]);
  allow(role, actions, [tableArn], conditions);
  if (accesses.includes("read") && table.indexNames.length > 0) {
    allow(
      role,
      ["Query"],
      table.indexNames.map((name) => `${tableArn}/index/${name}`),
      conditions,
    );
  }
  const writes = accesses.some((access) => !READS.includes(access));
  const keyActions = writes ? WRITE_KEY_ACTIONS : READ_KEY_ACTIONS;
  grantKeyThrough(role, table.encryptionKey, "dynamodb", keyActions);
}

/** Lets a role follow a table's stream. */
export function grantStream(role: IGrantable, table: PlatformTable): void {
  const actions = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"];
  allow(role, actions, [table.streamArn]);
  grantKeyThrough(role, table.encryptionKey, "dynamodb", READ_KEY_ACTIONS);
}

/** Lets a role use a key, but only by way of one AWS service: it can decrypt nothing by itself. */
export function grantKeyThrough(
  role: IGrantable,
  key: IKey,
  service: string,
  actions: readonly string[],
): void {
  const { region } = Stack.of(key);
  role.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: [...actions],
      resources: [key.keyArn],
      conditions: { StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` } },
    }),
  );
}

function allow(
  role: IGrantable,
  actions: readonly string[],
  resources: readonly string[],
  conditions?: Conditions,
): void {
  role.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [...resources],
      ...(conditions && { conditions }),
    }),
  );
}
