/** What the journal knows of one kind of item. What is not said here is not shown: an attribute must be declared to be. */
export interface ItemKind {
  readonly kind: string;
  /** The sort key, or how it begins where it ends in `#`. */
  readonly sk: string;
  /** Attributes that hold nothing personal and nothing secret. */
  readonly shown: readonly string[];
  /** Attributes that are bookkeeping: a write that changes only them is no change of the object. */
  readonly bookkeeping?: readonly string[];
  /** Who writes it where nobody is named. */
  readonly writer: "charger" | "system";
  /** Which part of the key names the object; `digest` where the key itself is personal. */
  readonly id: "digest" | "partition" | "sort-key";
  /** Whether people look for it by its id. */
  readonly searched?: true;
  /** What else an entry means than that an item was created, for records of what happened. */
  readonly means?: "read-personal-data" | "refused" | "reported" | "sign-in";
}

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
  "approvalId",
]);
