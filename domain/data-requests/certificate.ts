import { canonicalJson } from "../access/canonical-json.ts";
import type { ReceiptLine } from "./data-request.ts";
import type { ErasureCause } from "./erasure.ts";

/** That data was destroyed: what kinds, how much, how, by whom. It names nobody, and is kept for ten years. */
export interface Certificate {
  readonly operatorId: string;
  readonly certificateId: string;
  readonly cause: ErasureCause;
  /** Where one driver was erased: an id that leads to nobody any more. */
  readonly driverId?: string;
  readonly method: string;
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly ReceiptLine[];
  readonly issuedAt: string;
  readonly issuedBy: string;
  /** SHA-256 over the canonical JSON of all other fields, hex. */
  readonly sha256: string;
}

/** The text that a certificate's hash is made of. */
export function certificateText(certificate: Omit<Certificate, "sha256">): string {
  return canonicalJson(certificate);
}
