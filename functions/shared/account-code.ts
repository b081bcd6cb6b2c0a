import { createHash } from "node:crypto";

/** What is kept of a code that links an account: 60 random bits for a day cannot be tried out from it. */
export function codeDigest(operatorId: string, code: string): string {
  return createHash("sha256").update(`${operatorId} ${code}`).digest("base64url");
}
