import { Stack } from "aws-cdk-lib";
import { type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { PlatformTable } from "./platform-table.ts";

export type TableAccess = "read" | "write" | "read-write";

const READ_ACTIONS = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"];
const WRITE_ACTIONS = [
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
];
/** What DynamoDB asks of a caller whose table has a key of its own: it acts on the key in the caller's name. */
const READ_KEY_ACTIONS = ["kms:Decrypt", "kms:DescribeKey"];
const WRITE_KEY_ACTIONS = [
  ...READ_KEY_ACTIONS,
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/** Lets a role use one table: never Scan, and no index but the table's own by name. */
export function grantTable(role: IGrantable, table: PlatformTable, access: TableAccess): void {
  const reads = access !== "write";
  const writes = access !== "read";
  allow(
    role,
    [...(reads ? READ_ACTIONS : []), ...(writes ? WRITE_ACTIONS : [])],
    [table.table.tableArn],
  );
  if (reads && table.indexNames.length > 0) {
    const indexes = table.indexNames.map((name) => `${table.table.tableArn}/index/${name}`);
    allow(role, ["dynamodb:Query"], indexes);
  }
  grantKeyThrough(
    role,
    table.encryptionKey,
    "dynamodb",
    writes ? WRITE_KEY_ACTIONS : READ_KEY_ACTIONS,
  );
}

/** Lets a role follow a table's stream. */
export function grantStream(role: IGrantable, table: PlatformTable): void {
  const actions = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"];
  allow(
    role,
    actions.map((action) => `dynamodb:${action}`),
    [table.streamArn],
  );
  grantKeyThrough(role, table.encryptionKey, "dynamodb", READ_KEY_ACTIONS);
}

/** Lets a role use a key, but only by way of one AWS service: it can decrypt nothing by itself. */
export function grantKeyThrough(
  role: IGrantable,
  key: IKey,
  service: string,
  actions: readonly string[],
): void {
  const { region, urlSuffix } = Stack.of(key);
  role.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: [...actions],
      resources: [key.keyArn],
      conditions: { StringEquals: { "kms:ViaService": `${service}.${region}.${urlSuffix}` } },
    }),
  );
}

function allow(role: IGrantable, actions: readonly string[], resources: readonly string[]): void {
  role.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: [...actions], resources: [...resources] }),
  );
}
