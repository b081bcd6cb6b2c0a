import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import type { Sealer } from "#domain/privacy/sealer.ts";
import { type Actor, changedBy } from "./change-stamp.ts";
import { toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";

const KEPT_SECONDS = 400 * 86_400;

/** What a driver without an account said of themselves, each where it was needed. */
export interface GuestFields {
  readonly plate?: string;
  readonly receiptEmail?: string;
}

/** The writing of what is personal of an attempt, sealed under keys of its own; nothing where there is nothing. */
export async function putGuest(
  peopleTable: string,
  { operatorId, attemptId, subjectId, requestedAt }: AdHocAttempt,
  fields: GuestFields,
  { sealer, actor }: { readonly sealer: Sealer; readonly actor: Actor },
): Promise<readonly TransactWriteItem[]> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  if (given.length === 0) return [];
  const key = keys.guest(operatorId, attemptId);
  const sealed = await Promise.all(
    given.map(async ([attribute, value]) => {
      const place = { table: "People", ...key, attribute };
      const text = await sealer.seal({ subjectId, purpose: "contact" }, place, String(value));
      return [attribute, text] as const;
    }),
  );
  const Item = toItem({
    ...key,
    operatorId,
    attemptId,
    subjectId,
    ...Object.fromEntries(sealed),
    ...changedBy(actor),
    ttl: ttlAfter(requestedAt, KEPT_SECONDS),
  });
  return [
    {
      Put: {
        TableName: peopleTable,
        Item,
        ConditionExpression: "attribute_not_exists(pk)",
      },
    },
  ];
}
