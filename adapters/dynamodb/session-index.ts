import type { QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { DomainError } from "#domain/errors.ts";
import { type Item, toItem } from "./client.ts";
import { chargerPartition, keys } from "./keys.ts";

export interface SessionFilter {
  readonly state?: "active" | "ended" | undefined;
  readonly chargerId?: string | undefined;
  /** ISO 8601 UTC with milliseconds; begun then or later. */
  readonly from?: string | undefined;
  /** Begun before. */
  readonly to?: string | undefined;
}

type IndexName = "gsi1" | "gsi2" | "gsi3";

/** Sorts before and behind every time. */
const EARLIEST = "0";
const LATEST = "~";

/** The query over the narrowest index: a charger's sessions, the active ones, or all. Newest first. */
export function entriesQuery(
  operatorId: string,
  filter: SessionFilter,
  after: string | undefined,
): Omit<QueryCommandInput, "TableName"> {
  const index = narrowest(filter);
  const from = filter.from ?? EARLIEST;
  const to = filter.to ?? LATEST;
  const partition =
    filter.chargerId === undefined ? operatorId : chargerPartition(operatorId, filter.chargerId);
  return {
    IndexName: index,
    // A sort key is a time and more, so it is never equal to `to`: the upper end is open.
    KeyConditionExpression: `${index}pk = :pk AND ${index}sk BETWEEN :from AND :to`,
    ExpressionAttributeValues: toItem({ ":pk": partition, ":from": from, ":to": to }),
    ScanIndexForward: false,
    ...(after !== undefined && {
      ExclusiveStartKey: startKey(operatorId, index, partition, within(after, from, to)),
    }),
  };
}

/** A session's place in every list: when it began, and its id. */
export function placeOf(entry: Item): string {
  const place = entry["gsi1sk"] ?? entry["gsi2sk"] ?? entry["gsi3sk"];
  if (place?.S === undefined) throw new Error("an index entry has no sort key");
  return place.S;
}

function narrowest({ chargerId, state }: SessionFilter): IndexName {
  if (chargerId !== undefined) return "gsi2";
  return state === "active" ? "gsi3" : "gsi1";
}

function startKey(operatorId: string, index: IndexName, partition: string, place: string): Item {
  const sessionId = place.split("#")[1] ?? "";
  return toItem({
    ...keys.session(operatorId, sessionId),
    [`${index}pk`]: partition,
    [`${index}sk`]: place,
  });
}

/** DynamoDB refuses a start outside the range; such a place was never given out. */
function within(place: string, from: string, to: string): string {
  const isPlace = /^[0-9TZ:.+-]+#[a-z2-7]{26}$/.test(place);
  if (isPlace && place >= from && place < to) return place;
  throw new DomainError("request.cursor-invalid", "The cursor does not belong to this list.");
}
