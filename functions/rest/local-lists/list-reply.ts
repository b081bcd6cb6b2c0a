import { listState } from "#domain/local-lists/list-state.ts";
import type { ListEntries, ListLimits, LocalList } from "#domain/local-lists/local-list.ts";
import { fitting, nextUpdate } from "#domain/local-lists/next-update.ts";

/** A list as REST shows it: which tokens are on it, nobody needs to see here. */
export function localListReply(
  chargerId: string,
  list: LocalList | undefined,
  wanted: ListEntries,
  limits: ListLimits,
) {
  const wantedEntries = Object.keys(wanted).length;
  if (!list) {
    return { chargerId, state: listState(undefined, true), ...NOTHING_YET, wantedEntries };
  }
  const { entries, leftOut } = fitting(list, wanted, limits);
  const update = nextUpdate(list, entries, limits, () => true);
  const { listVersion, reportedVersion, reportedAt, synchronisedAt, failedAs, retryAt } = list;
  return {
    chargerId,
    state: listState(list, update !== undefined),
    desiredVersion: list.pending?.listVersion ?? update?.listVersion ?? listVersion,
    listVersion,
    ...(reportedVersion !== undefined && { reportedVersion }),
    ...(reportedAt !== undefined && { reportedAt }),
    ...(synchronisedAt !== undefined && { synchronisedAt }),
    wantedEntries,
    ...(list.isKnown && { heldEntries: Object.keys(list.entries).length }),
    ...(leftOut > 0 && { leftOut }),
    ...(failedAs !== undefined && { failedAs }),
    ...(retryAt !== undefined && { retryAt }),
  };
}

const NOTHING_YET = { desiredVersion: 1, listVersion: 0 } as const;
