import { type BlindIndex, blindIndex } from "#adapters/kms/blind-index.ts";
import { fieldSealer } from "#adapters/kms/field-sealer.ts";
import { keyRing } from "#adapters/kms/key-ring.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";
import { environment } from "./environment.ts";

const ring = keyRing({
  vaultTable: environment("VAULT_TABLE"),
  keyArn: environment("VAULT_KEY_ARN"),
});

/** Seals and opens the fields of an operator, with this stage's keys. */
export const sealerOf: SealerOf = fieldSealer(ring);

/** Looks values up without storing them, with this stage's keys. */
export const indexOf: BlindIndex = blindIndex(ring);

/** The reference of a token, by what a charger read or a person typed. */
export function tokenRefOf(operatorId: string, tokenId: string): Promise<string> {
  return indexOf(operatorId, "token", tokenId);
}
