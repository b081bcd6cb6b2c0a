import type { ItemChange } from "#domain/audit/entry-of-change.ts";
import type { JournaledTable } from "#domain/audit/kind-of.ts";
import { type StreamRecord, streamChange } from "./stream-change.ts";

/** Reads a record for the journal. Throws for a value that JavaScript cannot hold. */
export function itemChange(table: JournaledTable, record: StreamRecord): ItemChange {
  const { before, after } = streamChange(record);
  return { ...placeOfRecord(table, record), ...(before && { before }), ...(after && { after }) };
}

/** What a record says even if its images cannot be read. */
export function placeOfRecord(
  table: JournaledTable,
  { eventName, userIdentity, dynamodb }: StreamRecord,
): Omit<ItemChange, "after" | "before"> {
  const { SequenceNumber, Keys, ApproximateCreationDateTime = 0 } = dynamodb;
  return {
    table,
    kind: eventName,
    pk: textIn(Keys["pk"]),
    sk: textIn(Keys["sk"]),
    at: new Date(ApproximateCreationDateTime * 1_000).toISOString(),
    sequenceNumber: SequenceNumber,
    expired: userIdentity?.principalId === "dynamodb.amazonaws.com",
  };
}

function textIn(attribute: unknown): string {
  const { S } = (attribute ?? {}) as { readonly S?: unknown };
  return typeof S === "string" ? S : "";
}
