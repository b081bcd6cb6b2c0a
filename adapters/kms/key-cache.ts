import type { VaultKey } from "../dynamodb/vault-store.ts";

/** What bounds the keys in clear that an execution environment holds. */
export interface CacheBounds {
  readonly keys: number;
  readonly usesOfAKey: number;
  readonly nowMs: () => number;
}

/** A subject's keys for one purpose, as far as they were needed; wiped when nobody uses them any more. */
export interface HeldKeys {
  readonly record: VaultKey;
  readonly clear: Map<number, Promise<Uint8Array>>;
}

interface Entry {
  readonly held: Promise<HeldKeys>;
  readonly endsAtMs: number;
  usesLeft: number;
  users: number;
  isGone: boolean;
}

/**
 * Keys in clear, the least recently used ones dropped first. A key is overwritten with zeros when it leaves, which is
 * when its time or its uses are over, when others push it out, and never while somebody works with it.
 */
export function keyCache({ keys, usesOfAKey, nowMs }: CacheBounds) {
  const entries = new Map<string, Entry>();

  const wipe = ({ held }: Entry) => {
    held
      .then(({ clear }) => {
        for (const key of clear.values()) {
          key.then((bytes) => bytes.fill(0)).catch(() => undefined);
        }
      })
      .catch(() => undefined);
  };

  const drop = (name: string, entry: Entry) => {
    if (entries.get(name) === entry) entries.delete(name);
    if (entry.isGone) return;
    entry.isGone = true;
    if (entry.users === 0) wipe(entry);
  };

  const entryOf = (name: string, ageMs: number, load: () => Promise<HeldKeys>): Entry => {
    const known = entries.get(name);
    if (known && known.endsAtMs > nowMs() && known.usesLeft > 0) {
      entries.delete(name);
      entries.set(name, known);
      return known;
    }
    if (known) drop(name, known);
    const made: Entry = {
      held: load(),
      endsAtMs: nowMs() + ageMs,
      usesLeft: usesOfAKey,
      users: 0,
      isGone: false,
    };
    // What could not be loaded is asked for again by the next one.
    made.held.catch(() => drop(name, made));
    entries.set(name, made);
    const [oldest] = entries;
    if (entries.size > keys && oldest) drop(...oldest);
    return made;
  };

  return {
    /** Works with keys, which are loaded where they are not there. What `load` gives is not kept if it throws. */
    async use<T>(
      name: string,
      ageMs: number,
      load: () => Promise<HeldKeys>,
      work: (held: HeldKeys) => Promise<T>,
    ): Promise<T> {
      const entry = entryOf(name, ageMs, load);
      entry.usesLeft -= 1;
      entry.users += 1;
      try {
        return await work(await entry.held);
      } finally {
        entry.users -= 1;
        if (entry.isGone && entry.users === 0) wipe(entry);
      }
    },

    /** Drops those whose name begins so. */
    drop(prefix: string): void {
      for (const [name, entry] of entries) if (name.startsWith(prefix)) drop(name, entry);
    },

    /** How many are held. */
    size: () => entries.size,
  };
}

export type KeyCache = ReturnType<typeof keyCache>;
