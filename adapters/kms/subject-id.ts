import { randomBytes } from "node:crypto";
import { base32 } from "../base32.ts";

/** A random id for a data subject, 130 bits: two subjects never share a key. */
export function newSubjectId(): string {
  return base32(randomBytes(17), 26);
}
