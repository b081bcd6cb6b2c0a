/** A map that forgets what has not been set for the longest time when it is full. */
export interface RecentMap<Value> {
  readonly get: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
  readonly deleteWhere: (isOver: (key: string, value: Value) => boolean) => void;
}

/** Makes an empty one for at most `limit` entries. */
export function createRecentMap<Value>(limit: number): RecentMap<Value> {
  const entries = new Map<string, Value>();
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
    },
    deleteWhere: (isOver) => {
      for (const [key, value] of entries) if (isOver(key, value)) entries.delete(key);
    },
  };
}
