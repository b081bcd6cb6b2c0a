/** An entry that the stream demands: its id, and where the change is, for people who look for it. */
export interface DemandedEntry {
  readonly entryId: string;
  readonly where: string;
}

/** The first difference between what a stream demands of a chain and what the chain has; undefined where there is none. */
export function differenceOf(
  demanded: readonly DemandedEntry[],
  recorded: readonly string[],
): string | undefined {
  const seen = new Set<string>();
  for (const entryId of recorded) {
    if (seen.has(entryId)) return `${entryId} is recorded twice`;
    seen.add(entryId);
  }
  const missing = demanded.find(({ entryId }) => !seen.has(entryId));
  if (missing) return `${missing.where} is not recorded`;
  const known = new Set(demanded.map(({ entryId }) => entryId));
  const invented = recorded.find((entryId) => !known.has(entryId));
  if (invented !== undefined) return `${invented} is recorded and was never changed`;
  const swapped = demanded.find(({ entryId }, index) => recorded[index] !== entryId);
  return swapped && `${swapped.where} is not recorded in its order`;
}
