import { isDue, withoutLost } from "./list-state.ts";
import type { ListEntries, ListLimits, ListUpdate, LocalList } from "./local-list.ts";
import { fitting, nextUpdate } from "./next-update.ts";

export interface SynchronisePorts {
  readonly lists: LocalListStore;
  readonly limitsOf: (list: LocalList) => Promise<ListLimits>;
  /** Whether the operator still has a token of this reference, whatever its state. */
  readonly whichExist: (tokenRefs: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Has the update sent. Gives the command's id before anything is sent, to `begin`. */
  readonly send: (
    list: LocalList,
    update: ListUpdate,
    begin: (commandId: string) => Promise<boolean>,
  ) => Promise<void>;
}

export interface LocalListStore {
  readonly find: (operatorId: string, chargerId: string) => Promise<LocalList | undefined>;
  /** Writes a list unless somebody was faster (false); its `version` is that which was read. */
  readonly write: (list: LocalList) => Promise<boolean>;
}

/**
 * Brings a charger's list one message further: nothing where one is under way or a failure is fresh; else what time
 * made of it is noted, and the next message sent, or the list called synchronised. Safe to run twice at once.
 */
export async function synchroniseList(
  stored: LocalList,
  wanted: ListEntries,
  now: string,
  ports: SynchronisePorts,
): Promise<void> {
  const list = withoutLost(stored, now);
  if (!isDue(list, now)) return;
  const limits = await ports.limitsOf(list);
  const { entries, leftOut } = fitting(list, wanted, limits);
  const removed = Object.keys(list.entries).filter((ref) => !(ref in entries));
  const named = list.isKnown ? await ports.whichExist(removed) : new Set<string>();
  const update = nextUpdate(list, entries, limits, (ref) => named.has(ref));
  const { leftOut: before, failedAs, retryAt, ...rest } = list;
  const noted = { ...rest, ...(leftOut > 0 && { leftOut }) };
  if (!update) {
    const isNoted = list.synchronisedVersion === list.listVersion && failedAs === undefined;
    if (isNoted && before === noted.leftOut) return;
    const { listVersion: synchronisedVersion } = list;
    await ports.lists.write({ ...noted, synchronisedAt: now, synchronisedVersion });
    return;
  }
  await ports.send(list, update, (commandId) =>
    ports.lists.write({ ...noted, pending: { ...update, commandId, since: now } }),
  );
}
