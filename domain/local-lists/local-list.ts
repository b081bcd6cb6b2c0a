/** Which version of which token: by reference, so that nothing here names a card. */
export type ListEntries = Readonly<Record<string, number>>;

/** A change of a charger's list that one message carries. */
export interface ListUpdate {
  /** `full` replaces what the charger has, `differential` adds to it and takes away. */
  readonly type: "full" | "differential";
  /** The version of the list once the charger has taken it. */
  readonly listVersion: number;
  readonly set: ListEntries;
  readonly removed: readonly string[];
}

/** A charger's local authorisation list (1.6 §3.5, 2.0.1 part 2 D): what it should hold, and what it does. */
export interface LocalList {
  readonly operatorId: string;
  readonly chargerId: string;
  /** What was last taken by the charger; 0 before the first. */
  readonly listVersion: number;
  /** What the charger holds, as far as `isKnown` says that we know. */
  readonly entries: ListEntries;
  readonly isKnown: boolean;
  /** The message that the charger has not answered yet. */
  readonly pending?: ListUpdate & { readonly commandId: string; readonly since: string };
  /** What the charger last said that it has, and when it was last asked. */
  readonly reportedVersion?: number;
  readonly reportedAt?: string;
  /** When the charger last had all that it should. */
  readonly synchronisedAt?: string;
  /** The version that it had then. */
  readonly synchronisedVersion?: number;
  /** Why the last message changed nothing, in the charger's word, `TimedOut` or `Failed`. */
  readonly failedAs?: string;
  /** When it is tried again by itself. */
  readonly retryAt?: string;
  /** How many tokens the charger has no room for. */
  readonly leftOut?: number;
  /** Counts writes, so that of two at once one begins anew. */
  readonly version: number;
}

/** What a charger can take. */
export interface ListLimits {
  readonly perMessage: number;
  readonly maxEntries: number;
}

/** A list of which nothing is known yet. */
export function newLocalList(operatorId: string, chargerId: string): LocalList {
  return { operatorId, chargerId, listVersion: 0, entries: {}, isKnown: false, version: 0 };
}
