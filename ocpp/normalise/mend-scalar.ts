import type { MessageSchema } from "../message-schema.ts";
import { bareText } from "./bare-text.ts";
import { mendText } from "./mend-text.ts";
import { mendTimestamp } from "./mend-timestamp.ts";
import type { Repair } from "./repair.ts";
import { sentShape } from "./sent-shape.ts";

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The value as the schema wants it, or undefined where nothing of it can be kept. */
export function mendScalar(
  schema: MessageSchema,
  value: unknown,
  path: string,
  repair: Repair,
): unknown {
  if (schema.type === "integer" || schema.type === "number") {
    return mendNumber(schema, value, path, repair);
  }
  if (schema.type === "boolean") return mendBoolean(value, path, repair);
  if (schema.format === "date-time") return mendTimestamp(value, path, repair);
  return mendText(schema, value, path, repair);
}

function mendNumber(
  schema: MessageSchema,
  value: unknown,
  path: string,
  repair: Repair,
): number | undefined {
  const number = typeof value === "string" ? decimal(value) : value;
  if (typeof number !== "number" || Number.isNaN(number)) {
    return repair.drop(path, "unreadable", value);
  }
  const mended = schema.type === "integer" ? Math.round(number) : number;
  const isInRange =
    schema.type === "integer" ? Number.isSafeInteger(mended) : Number.isFinite(mended);
  if (!isInRange) return repair.drop(path, "out-of-range", value);
  if (mended !== value) repair.note(path, "wrong-type", sentShape(value));
  // Math.round(-0.4) is -0, which JSON cannot tell from 0.
  return mended === 0 ? 0 : mended;
}

function decimal(text: string): number {
  const bare = bareText(text);
  return DECIMAL.test(bare) ? Number(bare) : Number.NaN;
}

function mendBoolean(value: unknown, path: string, repair: Repair): boolean | undefined {
  if (typeof value === "boolean") return value;
  // An object may bring a toString of its own, which is no function.
  const word = typeof value === "object" ? "" : bareText(String(value)).toLowerCase();
  if (word !== "true" && word !== "1" && word !== "false" && word !== "0") {
    return repair.drop(path, "unreadable", value);
  }
  repair.note(path, "wrong-type", sentShape(value));
  return word === "true" || word === "1";
}
