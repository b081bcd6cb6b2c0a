import { arnOf } from "../../assembly/place.ts";
import type { Access, ReadAccesses } from "../access.ts";
import type { ResourceFacts, TableFacts } from "../resources.ts";
import { itemContext, leadingKeyOf, queryContext, scanContext } from "./dynamodb/context.ts";
import { batchMembers, transactionMembers } from "./dynamodb/members.ts";
import {
  type JsonObject,
  objectOf,
  readJsonRequest,
  textOf,
  unknownOperation,
} from "./json-request.ts";
import { keyUse } from "./key-use.ts";

type Reader = (input: JsonObject, operation: string) => readonly TableAccess[];

/** An access with the name of the table that it is about. */
interface TableAccess {
  readonly tableName: string;
  readonly access: Access;
}

/** Reads DynamoDB's requests: an access for each table of a batch and for each member of a transaction, and the use of the tables' keys. */
export function dynamoDbReader({ tables }: Pick<ResourceFacts, "tables">): ReadAccesses {
  const factsOf = (tableName: string): TableFacts | undefined => tables.get(tableName);

  const keyUses = new Map(
    [...tables].flatMap(([tableName, { keyArn }]) => {
      if (keyArn === undefined) return [];
      return [[tableName, tableKeyUse(tableName, keyArn)] as const];
    }),
  );

  const item =
    (member: "Key" | "Item"): Reader =>
    (input, operation) => {
      const attributes = objectOf(input, member);
      return [
        tableAccess(operation, input, (facts) => ({
          ...itemContext(input, attributes),
          ...leadingKeyOf(facts, [attributes]),
        })),
      ];
    };

  const query: Reader = (input, operation) => {
    const { IndexName: index } = input;
    const indexName = index === undefined ? undefined : textOf(input, "IndexName");
    return [
      accessTo(operation, textOf(input, "TableName"), indexName, (facts) =>
        operation === "Scan" ? scanContext(input) : queryContext(facts, input),
      ),
    ];
  };

  const batch: Reader = (input, operation) =>
    batchMembers(operation, input).map(({ tableName, items, request }) =>
      accessTo(operation, tableName, undefined, (facts) => ({
        ...itemContext({ ...input, ...request }, Object.assign({}, ...items)),
        ...leadingKeyOf(facts, items),
      })),
    );

  const transaction: Reader = (input, operation) =>
    transactionMembers(operation, input).map(({ action, member, attributes }) =>
      tableAccess(action, member, (facts) => ({
        ...itemContext(member, attributes),
        ...leadingKeyOf(facts, [attributes]),
        "dynamodb:EnclosingOperation": [operation],
      })),
    );

  const table: Reader = (input, operation) => [tableAccess(operation, input, () => ({}))];

  function tableAccess(
    action: string,
    input: JsonObject,
    context: (facts: TableFacts | undefined) => ReturnType<Access["context"]>,
  ): TableAccess {
    return accessTo(action, textOf(input, "TableName"), undefined, context);
  }

  /** A table may be named by its ARN. */
  function accessTo(
    action: string,
    reference: string,
    indexName: string | undefined,
    context: (facts: TableFacts | undefined) => ReturnType<Access["context"]>,
  ): TableAccess {
    const arn = reference.startsWith("arn:") ? reference : arnOf("dynamodb", `table/${reference}`);
    const tableName = arn.slice(arn.indexOf("/") + 1);
    const facts = factsOf(tableName);
    return {
      tableName,
      access: {
        action: `dynamodb:${action}`,
        resource: indexName === undefined ? arn : `${arn}/index/${indexName}`,
        context: () => context(facts),
      },
    };
  }

  const readers: Readonly<Record<string, Reader>> = {
    GetItem: item("Key"),
    PutItem: item("Item"),
    UpdateItem: item("Key"),
    DeleteItem: item("Key"),
    Query: query,
    Scan: query,
    BatchGetItem: batch,
    BatchWriteItem: batch,
    TransactGetItems: transaction,
    TransactWriteItems: transaction,
    DescribeTable: table,
    DescribeTimeToLive: table,
  };

  return (request) => {
    const { operation, input } = readJsonRequest(request, "DynamoDB_20120810");
    const read = Object.hasOwn(readers, operation) ? readers[operation] : undefined;
    // PartiQL hides its keys in a statement, so it is in no reader.
    if (read === undefined) throw unknownOperation("DynamoDB", operation);
    const accesses = read(input, operation);
    if (read === table) return accesses.map(({ access }) => access);
    const tableNames = new Set(accesses.map(({ tableName }) => tableName));
    return [
      ...accesses.map(({ access }) => access),
      ...[...tableNames].flatMap((tableName) => keyUses.get(tableName) ?? []),
    ];
  };
}

/** Every use of a table decrypts the table's own key with the customer's. */
function tableKeyUse(tableName: string, keyArn: string): Access {
  const [, , , , accountId = ""] = keyArn.split(":");
  return keyUse("dynamodb", "Decrypt", keyArn, {
    "aws:dynamodb:tableName": tableName,
    "aws:dynamodb:subscriberId": accountId,
  });
}
