/** A map that forgets its oldest entry when it is full. */
export interface BoundedMap<Value> {
  readonly get: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
}

/** Makes an empty one for at most `limit` entries. */
export function createBoundedMap<Value>(limit: number): BoundedMap<Value> {
  const entries = new Map<string, Value>();
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      const oldest = entries.keys().next().value;
      if (entries.size >= limit && oldest !== undefined) entries.delete(oldest);
      entries.set(key, value);
    },
  };
}
