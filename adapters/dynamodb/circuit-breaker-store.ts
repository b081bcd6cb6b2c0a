import { DeleteItemCommand, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { CircuitBreaker } from "#domain/adhoc/circuit-breaker.ts";
import { dynamo, fromItem, toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";

const KEPT_SECONDS = 3_600;

/** Until when operators' providers are left alone: an item that is there only while one does not answer. */
export function circuitBreakerStore(chargingTable: string): CircuitBreaker {
  const keyOf = (operatorId: string) => toItem(keys.circuitBreaker(operatorId));
  return {
    async find(operatorId) {
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: chargingTable, Key: keyOf(operatorId) }),
      );
      return Item && fromItem<{ readonly openUntil: string }>(Item).openUntil;
    },

    async open(operatorId, until) {
      const item = { operatorId, openUntil: until, ttl: ttlAfter(until, KEPT_SECONDS) };
      await dynamo.send(
        new PutItemCommand({
          TableName: chargingTable,
          Item: { ...keyOf(operatorId), ...toItem(item) },
        }),
      );
    },

    async close(operatorId) {
      await dynamo.send(
        new DeleteItemCommand({ TableName: chargingTable, Key: keyOf(operatorId) }),
      );
    },
  };
}
