import { DomainError } from "#domain/errors.ts";

/** An item's ETag: its version, as a strong validator (RFC 9110 §8.8.3). */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** Demands that the item still is what the client read. Throws `version.conflict`; without If-Match all is well. */
export function checkIfMatch(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || ifMatch.trim() === "*") return;
  const named = ifMatch.split(",").map((etag) => etag.trim());
  if (!named.includes(etagOf(version))) {
    throw new DomainError("version.conflict", "It was changed since you read it.");
  }
}
