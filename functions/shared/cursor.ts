import { createHash } from "node:crypto";
import { DomainError } from "#domain/errors.ts";

/** The list that a cursor belongs to: whose it is, which one, and by what filters. */
export interface CursorScope {
  readonly operatorId: string;
  readonly list: string;
  readonly filters: Readonly<Record<string, unknown>>;
}

/** An opaque name for a place in a list. It holds no key and no right: keys are always built from the caller's operator. */
export function encodeCursor(scope: CursorScope, place: string): string {
  return Buffer.from(JSON.stringify([fingerprint(scope), place])).toString("base64url");
}

/** The place that a cursor names. Throws `request.cursor-invalid` for one of another operator, list or filter, and for garbage. */
export function decodeCursor(scope: CursorScope, cursor: string): string {
  const [list, place] = contentOf(cursor);
  if (list !== fingerprint(scope) || typeof place !== "string" || place === "") {
    throw new DomainError("request.cursor-invalid", "The cursor does not belong to this list.");
  }
  return place;
}

function contentOf(cursor: string): readonly unknown[] {
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(content) && content.length === 2 ? content : [];
  } catch {
    return [];
  }
}

function fingerprint({ operatorId, list, filters }: CursorScope): string {
  const set = Object.entries(filters).filter(([, value]) => value !== undefined);
  const ordered = set.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([operatorId, list, ordered]))
    .digest("base64url")
    .slice(0, 16);
}
