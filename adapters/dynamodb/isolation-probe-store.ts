import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { IsolationProbe } from "#domain/isolation/isolation-probe.ts";
import type { PlatformContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";

const KEPT_SECONDS = 400 * 86_400;

/** Keeps what a run of the canary showed for 400 days, in the platform's partition of the Security table. */
export async function recordProbe(securityTable: string, probe: IsolationProbe): Promise<void> {
  const { startedAt, probeId } = probe;
  const fields = Object.entries({ ...probe, ttl: ttlAfter(startedAt, KEPT_SECONDS) });
  // An update that only creates: so its writer needs no right to put or delete.
  await dynamo.send(
    new UpdateItemCommand({
      TableName: securityTable,
      Key: toItem(keys.isolationProbe(startedAt, probeId)),
      UpdateExpression: `SET ${fields.map((_, index) => `#f${index} = :f${index}`).join(", ")}`,
      ExpressionAttributeNames: Object.fromEntries(
        fields.map(([name], index) => [`#f${index}`, name]),
      ),
      ExpressionAttributeValues: toItem(
        Object.fromEntries(fields.map(([, value], index) => [`:f${index}`, value])),
      ),
    }),
  );
}

/** The canary's runs, newest first; places are those of their sort keys. */
export async function listProbes(
  _above: PlatformContext,
  securityTable: string,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<Page<IsolationProbe>> {
  const { pk, sk: prefix } = keys.isolationProbes();
  const { items, hasMore } = await queryPage({
    TableName: securityTable,
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
    ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": prefix }),
    ScanIndexForward: false,
    Limit: limit,
    ...(after !== undefined && { ExclusiveStartKey: toItem({ pk, sk: after }) }),
  });
  const last = items.at(-1)?.["sk"]?.S;
  return {
    items: items.map((item) => fromItem<IsolationProbe>(item)),
    ...(hasMore && last !== undefined && { after: last }),
  };
}
