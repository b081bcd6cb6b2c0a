type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The same fields without those that are undefined: an optional field is absent, never undefined. */
export function defined<T extends object>(fields: T): Partial<Defined<T>> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<Defined<T>>;
}
