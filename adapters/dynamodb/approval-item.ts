import type { Update } from "@aws-sdk/client-dynamodb";
import type { Approval } from "#domain/access/approval.ts";
import { type Actor, stampedUpdate, unstamped } from "./change-stamp.ts";
import { fromItem, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import type { RefusableWrite } from "./refusable.ts";

/** An approval as it was stored. */
export function approvalFromItem(item: Item): Approval {
  return unstamped(fromItem<Approval>(item));
}

/** The step of an approval from one state to the next; refused unless the stored one is still exactly the one given. */
export function approvalStep(
  securityTable: string,
  step: { readonly before: Approval; readonly after: Approval; readonly actor: Actor },
): RefusableWrite & { readonly item: { readonly Update: Update } } {
  const { before, after, actor } = step;
  const { state, checker, decidedAt, closedAt, failureCode } = after;
  const fields = { state, checker, decidedAt, closedAt, failureCode };
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  const stamp = stampedUpdate(actor, { set: set.map(([name]) => `#${name} = :${name}`) });
  return {
    item: {
      Update: {
        TableName: securityTable,
        Key: toItem(keys.approval(before.operatorId, before.approvalId)),
        ConditionExpression: "#state = :before AND payloadHash = :hash",
        UpdateExpression: stamp.expression,
        ExpressionAttributeNames: Object.fromEntries(set.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: toItem({
          ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
          ...stamp.values,
          ":before": before.state,
          ":hash": before.payloadHash,
        }),
      },
    },
    code:
      before.state === "approved"
        ? "access.approval-already-executed"
        : "access.approval-already-decided",
    message: "Somebody else was faster.",
  };
}
