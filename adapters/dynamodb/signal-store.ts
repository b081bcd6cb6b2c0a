import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { SecuritySignal } from "#domain/access/security-signal.ts";
import { dynamo, refusedConditions, toItem, ttlAfter } from "./client.ts";
import { keyDigest, keys } from "./keys.ts";

const KEPT_SECONDS = 400 * 86_400;

/**
 * Security signals of the Security table. The same kind of signal of the same subject is taken down once an hour, unless
 * it is `distinct` by its evidence: who knocks a thousand times must not fill the table.
 */
export function signalStore(securityTable: string) {
  return {
    async recordSignal(
      signal: SecuritySignal,
      { distinct = false }: { readonly distinct?: boolean } = {},
    ): Promise<void> {
      const { operatorId, kind, subject = "", evidence, at } = signal;
      const digest = keyDigest(kind, subject, distinct ? JSON.stringify(evidence) : "");
      const hour = at.slice(0, "2026-01-01T00".length);
      const fields = Object.entries({ ...signal, ttl: ttlAfter(at, KEPT_SECONDS) });
      try {
        // An update that only creates: so its writer needs no right to put or delete.
        await dynamo.send(
          new UpdateItemCommand({
            TableName: securityTable,
            Key: toItem(keys.signal(operatorId, distinct ? at : hour, digest)),
            ConditionExpression: "attribute_not_exists(pk)",
            UpdateExpression: `SET ${fields.map((_, index) => `#f${index} = :f${index}`).join(", ")}`,
            ExpressionAttributeNames: Object.fromEntries(
              fields.map(([name], index) => [`#f${index}`, name]),
            ),
            ExpressionAttributeValues: toItem(
              Object.fromEntries(fields.map(([, value], index) => [`:f${index}`, value])),
            ),
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
      }
    },
  };
}
