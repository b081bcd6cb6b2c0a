import type { Permission } from "../../access/permissions.ts";

/** Whose interest a stored thing touches; each set has a policy of its own. */
export type DataSet = "driver" | "payment" | "device" | "operator" | "regulatory";

/** Why it may be kept (GDPR Art. 6, KVKK Art. 5). `not-personal` needs no basis. */
type LegalBasis =
  | "contract"
  | "legal-obligation"
  | "legitimate-interest"
  | "consent"
  | "not-personal";

/**
 * How an attribute is kept: in clear; sealed under a data key (docs/data-protection.md) or a key of its own; as a keyed
 * blind index; as a digest that proves and does not tell.
 */
export type Protection = "clear" | "sealed" | "blind-index" | "hash";

/** How long an item stays: days after it was written, or as long as the thing that it describes. */
export type Retention = { readonly days: number } | { readonly until: string };

/** One kind of item of one table, told by how its sort key begins. */
export interface StoredKind {
  readonly table: string;
  /** The whole sort key, or its beginning up to and with `#`. */
  readonly sortKey: string;
  readonly what: string;
  readonly dataSet: DataSet;
  readonly purpose: string;
  readonly legalBasis: LegalBasis;
  readonly retention: Retention;
  /** Who else gets it; empty where nobody. */
  readonly recipients: readonly string[];
  /** Who sees it over REST: holders of one of these; empty where nobody does. */
  readonly seenWith: readonly Permission[];
  readonly attributes: Readonly<Partial<Record<Protection, readonly string[]>>>;
}

/** Who changed an item, in which request, why, from which network and by whose leave; on everything that people change. */
export const CHANGE = [
  "changedBy",
  "changeRequestId",
  "changeReason",
  "changeSource",
  "changeApprovalId",
  "changeApprovedBy",
  "deletedAt",
] as const;
/** When an item was made and changed. */
export const LIFE = ["createdAt", "updatedAt", "version"] as const;
