/** The keys of an object in their order, each with the order below it. */
export interface KeyOrder {
  readonly [key: string]: KeyOrder;
}

/** A copy whose keys, at every depth, stand in the given order; keys that it does not name come last. */
export function inKeyOrder(value: unknown, order: KeyOrder): unknown {
  if (Array.isArray(value)) return value.map((item) => inKeyOrder(item, order));
  if (typeof value !== "object" || value === null) return value;
  const ordered: [string, unknown][] = [];
  for (const [key, below] of Object.entries(order)) {
    if (Object.hasOwn(value, key)) ordered.push([key, inKeyOrder(Reflect.get(value, key), below)]);
  }
  const others = Object.entries(value).filter(([key]) => !Object.hasOwn(order, key));
  return Object.fromEntries([...ordered, ...others]);
}
