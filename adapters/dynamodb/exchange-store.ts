import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import type { ShownExchange } from "#domain/fleet/message-watch.ts";
import { dynamo, toItem, ttlAfter } from "./client.ts";
import { keyDigest, keys } from "./keys.ts";

const KEPT_SECONDS = 86_400;
/** What a watched charger says is for people's eyes: this is more than they read. */
const MESSAGE_CHARACTERS = 8_192;

/** The messages of chargers that somebody watches, in the Fleet table, for a day. */
export function exchangeStore(fleetTable: string) {
  return {
    /** `messageId` tells messages of the same moment apart; it is not kept. */
    async append(
      { operatorId, chargerId }: ConnectionBinding,
      messageId: string | number,
      exchange: ShownExchange,
    ): Promise<void> {
      const { at, request, response, ...facts } = exchange;
      const digest = keyDigest(exchange.direction, messageId);
      const fields = Object.entries({
        ...facts,
        at,
        request: asText(request),
        ...(response !== undefined && { response: asText(response) }),
        ttl: ttlAfter(at, KEPT_SECONDS),
      });
      await dynamo.send(
        // An update, so that functions which only note things need no right to put.
        new UpdateItemCommand({
          TableName: fleetTable,
          Key: toItem(keys.exchange(operatorId, chargerId, at, digest)),
          UpdateExpression: `SET ${fields.map((_, at) => `#f${at} = :f${at}`).join(", ")}`,
          ExpressionAttributeNames: Object.fromEntries(
            fields.map(([name], at) => [`#f${at}`, name]),
          ),
          ExpressionAttributeValues: toItem(
            Object.fromEntries(fields.map(([, value], at) => [`:f${at}`, value])),
          ),
        }),
      );
    },
  };
}

/** As JSON: a message may hold what DynamoDB has no type for. One that is too long is described. */
function asText(message: unknown): string {
  const text = JSON.stringify(message ?? null);
  return text.length <= MESSAGE_CHARACTERS ? text : JSON.stringify(`${text.length} characters`);
}
