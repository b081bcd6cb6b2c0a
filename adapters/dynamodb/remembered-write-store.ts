import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { dynamo, fromItem, refusedConditions, toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";

/** What names a write that a client may repeat. */
interface WriteName {
  /** Operator id, or `platform`. */
  readonly scope: string;
  readonly subject: string;
  /** Digest of the Idempotency-Key. */
  readonly keyDigest: string;
}

/** The answer that the first of the repeated writes got. */
export interface RememberedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether `body` is bytes in base64; such an answer is never remembered, because nothing that changes something gives one. */
  readonly isBase64Encoded?: true;
}

export interface RememberedWrite {
  /** Tells a repetition from another request under the same key. */
  readonly fingerprint: string;
  readonly startedAt: string;
  /** Absent while the first write is still under way. */
  readonly answer?: RememberedAnswer;
}

export interface RememberedWriteStore {
  /** Undefined when this write is the first under its name; else what is remembered of the first. */
  readonly begin: (
    name: WriteName,
    write: { readonly fingerprint: string; readonly startedAt: string },
  ) => Promise<RememberedWrite | undefined>;
  readonly finish: (name: WriteName, startedAt: string, answer: RememberedAnswer) => Promise<void>;
  readonly forget: (name: WriteName, startedAt: string) => Promise<void>;
}

const KEPT_SECONDS = 86_400;
/** Longer than any request lasts: a write without an answer after this was cut off, and may be tried again. */
const ABANDONED_AFTER_SECONDS = 60;

/** The writes that clients may repeat, in the Directory table, for 24 hours. */
export function rememberedWriteStore(directoryTable: string): RememberedWriteStore {
  const keyOf = ({ scope, subject, keyDigest }: WriteName) =>
    keys.rememberedWrite(scope, subject, keyDigest);

  return {
    async begin(name, { fingerprint, startedAt }) {
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: directoryTable,
            Item: toItem({
              ...keyOf(name),
              fingerprint,
              startedAt,
              ttl: ttlAfter(startedAt, KEPT_SECONDS),
            }),
            ConditionExpression:
              "attribute_not_exists(pk) OR #ttl <= :now OR (attribute_not_exists(answer) AND startedAt < :abandoned)",
            ExpressionAttributeNames: { "#ttl": "ttl" },
            ExpressionAttributeValues: toItem({
              ":now": ttlAfter(startedAt, 0),
              ":abandoned": secondsBefore(startedAt, ABANDONED_AFTER_SECONDS),
            }),
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
        );
        return undefined;
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        const { Item } = error as { Item?: Parameters<typeof fromItem>[0] };
        if (!Item) throw error;
        return fromItem<RememberedWrite>(Item);
      }
    },

    async finish(name, startedAt, answer) {
      await unlessTakenOver(
        dynamo.send(
          new UpdateItemCommand({
            TableName: directoryTable,
            Key: toItem(keyOf(name)),
            ConditionExpression: "startedAt = :startedAt",
            UpdateExpression: "SET answer = :answer",
            ExpressionAttributeValues: toItem({ ":startedAt": startedAt, ":answer": answer }),
          }),
        ),
      );
    },

    async forget(name, startedAt) {
      await unlessTakenOver(
        dynamo.send(
          new DeleteItemCommand({
            TableName: directoryTable,
            Key: toItem(keyOf(name)),
            ConditionExpression: "startedAt = :startedAt",
            ExpressionAttributeValues: toItem({ ":startedAt": startedAt }),
          }),
        ),
      );
    },
  };
}

/** A write that took so long that another one took over has nothing left to remember. */
async function unlessTakenOver(written: Promise<unknown>): Promise<void> {
  try {
    await written;
  } catch (error) {
    if (!refusedConditions(error)) throw error;
  }
}

function secondsBefore(isoTime: string, seconds: number): string {
  return new Date(Date.parse(isoTime) - seconds * 1000).toISOString();
}
