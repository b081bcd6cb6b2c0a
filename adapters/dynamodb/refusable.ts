import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { DomainError, type DomainErrorCode } from "#domain/errors.ts";
import { transact } from "./transact.ts";

/** A member of a transaction, and what it means when its condition refuses. */
export interface RefusableWrite {
  readonly item: TransactWriteItem;
  readonly code: DomainErrorCode;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Writes all or nothing; throws the DomainError of the first member that was refused. */
export async function writeOrRefuse(writes: readonly RefusableWrite[]): Promise<void> {
  const refused = await transact(writes.map(({ item }) => item));
  const first = refused && writes[refused.indexOf(true)];
  if (first) throw new DomainError(first.code, first.message, first.details);
}

/** The refusal of an item that somebody else changed since it was read. */
export function versionConflict(item: TransactWriteItem): RefusableWrite {
  return {
    item,
    code: "version.conflict",
    message: "It was changed by somebody else since you read it.",
  };
}
