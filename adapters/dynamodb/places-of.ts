import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { ownDynamo, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { readIndexed } from "./list-page.ts";
import { memberFrom } from "./member-item.ts";

/** Far more operators than one person works for. */
const MOST = 99;

/**
 * The scopes in which somebody has a place that works, or may work again. Only functions of the platform may ask: the
 * index leads from one operator to others, so no role of an operator's session reaches it (docs/isolation.md).
 */
export async function placesOf(
  directoryTable: string,
  subject: string,
): Promise<readonly string[]> {
  const { gsi1pk } = keys.memberIndex("", subject);
  const { Items = [] } = await ownDynamo.send(
    new QueryCommand({
      TableName: directoryTable,
      IndexName: "gsi1",
      KeyConditionExpression: "gsi1pk = :subject",
      ExpressionAttributeValues: toItem({ ":subject": gsi1pk }),
      Limit: MOST,
    }),
  );
  // The first SystemAdmin is put there by hand, and stands in no index.
  const above = toItem(keys.membership(PLATFORM_SCOPE, subject));
  const others = Items.filter(({ pk }) => pk?.S !== PLATFORM_SCOPE);
  const items = await readIndexed(directoryTable, [above, ...others]);
  return items.map(memberFrom).flatMap((member) => {
    return member.disabledBecause === "left" ? [] : [member.scope];
  });
}
