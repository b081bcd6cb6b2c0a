import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { FindVisitor, Visitor } from "#domain/tenancy/visitor.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";

interface Tables {
  readonly directoryTable: string;
  readonly peopleTable: string;
}

/** Whom an operator knows somebody as who signed in as a driver: two consistent reads, nothing remembered. */
export function driverVisitor({ directoryTable, peopleTable }: Tables): FindVisitor {
  return async ({ subject }, operatorId): Promise<Visitor> => {
    const [operator, account] = await Promise.all([
      read(directoryTable, keys.operator(operatorId)),
      read(peopleTable, keys.driverAccount(operatorId, subject)),
    ]);
    const isSuspended = operator?.["suspendedAt"] !== undefined;
    const driverId = account && fromItem<{ readonly driverId: string }>(account).driverId;
    return {
      standing: { subject, operatorId, assignments: [], grants: [], ownRoles: [] },
      operator: operator === undefined ? "missing" : isSuspended ? "suspended" : "open",
      places: [],
      ...(driverId !== undefined && { driverId }),
    };
  };
}

async function read(tableName: string, key: object) {
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: tableName, Key: toItem(key), ConsistentRead: true }),
  );
  return Item;
}
