import { isTokenField } from "./token-fields.ts";

/** A time as OCPP writes it; nothing else fits into it. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** The fields of a message that can name nobody: numbers, truth values and times, but for what should be a card's id. */
export function messageFacts(payload: unknown): Readonly<Record<string, unknown>> {
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return {};
  const facts = Object.entries(payload).filter(
    ([name, value]) =>
      !isTokenField(name) &&
      (Number.isFinite(value) || typeof value === "boolean" || TIME.test(String(value))),
  );
  return Object.fromEntries(facts);
}
