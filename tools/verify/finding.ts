import type { ChainName } from "#domain/audit/chain.ts";

/** What is wrong, and where. */
export interface Finding {
  readonly what: "changed" | "inserted" | "removed" | "reordered" | "unproven";
  /** Absent where it concerns no chain: an anchor, a key, the export as a whole. */
  readonly chain?: ChainName;
  /** The first entry that is not what was written; with `upTo`, it is the first of a stretch in which one is not. */
  readonly sequence?: number;
  readonly upTo?: number;
  readonly because: string;
}

/** The finding that comes first: an entry before anything else, the lowest sequence of the first chain by name. */
export function firstFinding(findings: readonly Finding[]): Finding | undefined {
  return findings.toSorted(byPlace)[0];
}

function byPlace(one: Finding, other: Finding): number {
  const named = Number(one.chain === undefined) - Number(other.chain === undefined);
  if (named !== 0) return named;
  const chain = nameOf(one).localeCompare(nameOf(other));
  if (chain !== 0) return chain;
  const place = (one.sequence ?? 0) - (other.sequence ?? 0);
  // An entry that can be pointed at says more than the stretch that begins with it.
  return place || Number(one.upTo !== undefined) - Number(other.upTo !== undefined);
}

function nameOf({ chain }: Finding): string {
  return chain ? `${chain.operatorId} ${chain.table}` : "";
}

/** A finding as a sentence. */
export function findingText({ what, chain, sequence, upTo, because }: Finding): string {
  if (!chain) return `${what}: ${because}`;
  const place = upTo === undefined ? `entry ${sequence}` : `an entry from ${sequence} to ${upTo}`;
  return `${what}: ${place} of ${chain.operatorId}/${chain.table}: ${because}`;
}
