import type { JournalPage } from "./chain.ts";
import type { SignedStatement } from "./statement.ts";

/**
 * A line of an export that is no entry. Entries follow the line of their page as they were hashed; their canonical JSON
 * begins with `{"action":`, so the two are never mistaken for each other.
 */
export type ExportRecord =
  | ({ readonly kind: "page" } & JournalPage)
  | ({ readonly kind: "statement" } & SignedStatement)
  /** SubjectPublicKeyInfo in DER, base64. */
  | { readonly kind: "key"; readonly publicKey: string };

/** How every record's line begins, and no entry's. */
export const RECORD_PREFIX = '{"kind":';

/** A record as one line; `kind` comes first. */
export function recordLine({ kind, ...fields }: ExportRecord): string {
  return JSON.stringify({ kind, ...fields });
}
