export type Payload = Readonly<Record<string, unknown>>;

/** Reads fields of payloads whose shape the other side decides: what is missing or of another type reads as undefined or empty. */
export function numberIn(payload: object, field: string): number | undefined {
  const value: unknown = Reflect.get(payload, field);
  return typeof value === "number" ? value : undefined;
}

export function textIn(payload: object, field: string): string {
  const value: unknown = Reflect.get(payload, field);
  return typeof value === "string" ? value : "";
}

export function objectIn(payload: object, field: string): object {
  const value: unknown = Reflect.get(payload, field);
  return typeof value === "object" && value !== null ? value : {};
}

export function listIn(payload: object, field: string): readonly unknown[] {
  const value: unknown = Reflect.get(payload, field);
  return Array.isArray(value) ? value : [];
}
