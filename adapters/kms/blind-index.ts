import { createHmac } from "node:crypto";
import { type BlindIndexKind, normalised } from "#domain/privacy/blind-index-kind.ts";
import { OPERATOR_SUBJECT } from "#domain/privacy/sealer.ts";
import { base32 } from "../base32.ts";
import type { KeyRing } from "./key-ring.ts";

/** 130 bits: no two values of an operator meet, and it fits into a key. */
const CHARACTERS = 26;

/**
 * A value's blind index: HMAC-SHA-256 under a key of the operator's own, told apart by kind. The same value gives the
 * same index in one operator, another one in the next; without the key nobody can try values out.
 */
export function blindIndex(ring: KeyRing) {
  return (operatorId: string, kind: BlindIndexKind, value: string): Promise<string> =>
    ring.withNewest({ operatorId, subjectId: OPERATOR_SUBJECT, purpose: "index" }, ({ bytes }) => {
      const hmac = createHmac("sha256", bytes).update(
        JSON.stringify([kind, normalised(kind, value)]),
      );
      return base32(hmac.digest(), CHARACTERS);
    });
}

export type BlindIndex = ReturnType<typeof blindIndex>;
