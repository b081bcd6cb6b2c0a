import { canonicalJson } from "../access/canonical-json.ts";
import type { ChainHead } from "./chain.ts";

/** What is signed once a day for each operator: where every chain of theirs stood. */
export interface AnchorStatement {
  readonly type: "anchor";
  readonly operatorId: string;
  /** The UTC day that it closes, `2026-11-20`. */
  readonly day: string;
  /** When it was made, ISO 8601 UTC. */
  readonly at: string;
  readonly chains: readonly AnchoredChain[];
  /** SHA-256 of the anchor before it, as text; absent for the first one. */
  readonly previousAnchorHash?: string;
}

/** A chain with its head, at the moment of a statement. */
export interface AnchoredChain extends ChainHead {
  readonly table: string;
  /** How many pages it had; where the sealed copy goes on. */
  readonly pageNumber: number;
}

/** What is signed for each export: which stretches it holds, and which anchors. */
export interface ExportStatement {
  readonly type: "export";
  readonly operatorId: string;
  readonly at: string;
  readonly chains: readonly ExportedChain[];
  /** Hashes of the first and the last anchor in it, and how many there are. */
  readonly anchors: {
    readonly count: number;
    readonly firstHash?: string;
    readonly lastHash?: string;
  };
}

/** A stretch of a chain: behind `after`, up to `head`. `after.sequence` is 0 where it is the whole chain. */
export interface ExportedChain {
  readonly table: string;
  readonly after: ChainHead;
  readonly head: ChainHead;
}

export type Statement = AnchorStatement | ExportStatement;

/** A statement with its proof; the signature is ECDSA on P-256 over SHA-256 of the text, DER, base64. */
export interface SignedStatement {
  /** Canonical JSON of a `Statement`: the very text that is signed. */
  readonly statement: string;
  readonly signature: string;
  /** SHA-256 of the public key (SubjectPublicKeyInfo, DER), hex. */
  readonly key: string;
}

/** The text that is signed. */
export function statementText(statement: Statement): string {
  return canonicalJson(statement);
}
