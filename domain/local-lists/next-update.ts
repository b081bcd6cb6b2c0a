import type { ListEntries, ListLimits, ListUpdate, LocalList } from "./local-list.ts";

/** What a charger should hold, and what of it it has no room for. */
export interface FittingEntries {
  readonly entries: ListEntries;
  readonly leftOut: number;
}

/** As many tokens as the charger takes; those that it holds already come first, so that none makes room for another. */
export function fitting(
  { entries: held }: Pick<LocalList, "entries">,
  wanted: ListEntries,
  { maxEntries }: ListLimits,
): FittingEntries {
  const refs = Object.keys(wanted);
  if (refs.length <= maxEntries) return { entries: wanted, leftOut: 0 };
  const kept = refs.filter((ref) => ref in held);
  const others = refs.filter((ref) => !(ref in held)).toSorted();
  const chosen = [...kept, ...others].slice(0, maxEntries);
  return { entries: only(wanted, chosen), leftOut: refs.length - chosen.length };
}

/**
 * The next message that brings a charger nearer to what it should hold; undefined where it holds that. Full where we
 * do not know what it holds, or cannot name what it should forget (the token is gone); else the difference. What does
 * not fit into one message follows in the next one.
 */
export function nextUpdate(
  list: LocalList,
  wanted: ListEntries,
  limits: ListLimits,
  canName: (tokenRef: string) => boolean,
): ListUpdate | undefined {
  const listVersion = Math.max(list.listVersion, list.reportedVersion ?? 0) + 1;
  const removed = Object.keys(list.entries).filter((ref) => !(ref in wanted));
  if (!list.isKnown || !removed.every(canName)) {
    const first = Object.keys(wanted).slice(0, limits.perMessage);
    return { type: "full", listVersion, set: only(wanted, first), removed: [] };
  }
  const changed = Object.keys(wanted).filter((ref) => list.entries[ref] !== wanted[ref]);
  if (removed.length + changed.length === 0) return undefined;
  const nowRemoved = removed.slice(0, limits.perMessage);
  const nowSet = changed.slice(0, limits.perMessage - nowRemoved.length);
  return { type: "differential", listVersion, set: only(wanted, nowSet), removed: nowRemoved };
}

/** The list once the charger has taken an update. */
export function applied(
  list: LocalList,
  { type, listVersion, set, removed }: ListUpdate,
): LocalList {
  const { failedAs, retryAt, ...rest } = list;
  const before = type === "full" ? {} : without(list.entries, removed);
  return { ...rest, listVersion, isKnown: true, entries: { ...before, ...set } };
}

function only(entries: ListEntries, refs: readonly string[]): ListEntries {
  return Object.fromEntries(refs.map((ref) => [ref, entries[ref] ?? 0]));
}

function without(entries: ListEntries, removed: readonly string[]): ListEntries {
  return Object.fromEntries(Object.entries(entries).filter(([ref]) => !removed.includes(ref)));
}
