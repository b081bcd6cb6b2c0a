import { hash } from "node:crypto";
import type { Sha256 } from "#domain/audit/chain.ts";

/** SHA-256 in one call, without an object for each of a million entries. */
export const sha256: Sha256 = (text) => hash("sha256", text, "hex");
