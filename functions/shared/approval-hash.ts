import { createHash } from "node:crypto";
import { boundText } from "#domain/access/approval.ts";

/** What binds an approval to what is to be done: SHA-256 in hex. */
export function approvalHash(bound: Parameters<typeof boundText>[0]): string {
  return createHash("sha256").update(boundText(bound)).digest("hex");
}
