import type { AuditAction } from "./entry.ts";

/** What an item that is itself a record says of what happened. */
export interface Told {
  readonly action?: AuditAction;
  /** Who did it. */
  readonly actor?: unknown;
}

/**
 * What the journal knows of one kind of item. Every attribute that the data map has is in one of the three lists, or in
 * those that every item may have; what is in none is withheld.
 */
export interface ItemKind {
  readonly kind: string;
  /** The sort key, or how it begins where it ends in `#`. */
  readonly sk: string;
  /** Attributes that hold nothing personal and nothing secret. */
  readonly shown: readonly string[];
  /** Attributes of which the journal says only that they changed; those that are sealed stand there as ciphertext. */
  readonly withheld?: readonly string[];
  /** Attributes that are bookkeeping: a write that changes only them is no change of the object. */
  readonly bookkeeping?: readonly string[];
  /** Who writes it where nobody is named. */
  readonly writer: "charger" | "system";
  /** Which part of the key names the object; `digest` where the key itself is personal, or leads to somebody. */
  readonly id: "digest" | "partition" | "sort-key";
  /** Whether people look for it by its id. */
  readonly searched?: true;
  /** For records of what happened: what a new one means, and who did it. */
  readonly tells?: (item: Readonly<Record<string, unknown>>) => Told;
}

/** When an item was made and marked for deletion; any item may have them, and they are shown. */
export const LIFE: ReadonlySet<string> = new Set(["createdAt", "deletedAt"]);

/** Keys, versions and marks that every item may have. */
export const BOOKKEEPING: ReadonlySet<string> = new Set([
  "pk",
  "sk",
  "gsi1pk",
  "gsi1sk",
  "gsi2pk",
  "gsi2sk",
  "gsi3pk",
  "gsi3sk",
  "ttl",
  "version",
  "updatedAt",
  "operatorId",
  "changedBy",
  "changeRequestId",
  "changeReason",
  "changeSource",
  "changeApprovalId",
  "changeApprovedBy",
]);
