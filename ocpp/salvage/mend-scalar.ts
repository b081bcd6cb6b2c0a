import { characterCount } from "../formats.ts";
import { mendTimestamp } from "./mend-timestamp.ts";
import type { Repair } from "./repair.ts";
import type { RepairSchema } from "./repair-schema.ts";

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The value as the schema wants it, or undefined where nothing of it can be kept. */
export function mendScalar(
  schema: RepairSchema,
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
  schema: RepairSchema,
  value: unknown,
  path: string,
  repair: Repair,
): number | undefined {
  const number = typeof value === "string" ? decimal(value) : value;
  if (typeof number !== "number" || Number.isNaN(number)) return repair.drop(path, "wrong-type");
  const mended = schema.type === "integer" ? Math.round(number) : number;
  const isInRange =
    schema.type === "integer" ? Number.isSafeInteger(mended) : Number.isFinite(mended);
  if (!isInRange) return repair.drop(path, "out-of-range");
  if (mended !== value) repair.note(path, "wrong-type");
  // Math.round(-0.4) is -0, which JSON cannot tell from 0.
  return mended === 0 ? 0 : mended;
}

function decimal(text: string): number {
  return DECIMAL.test(text.trim()) ? Number(text) : Number.NaN;
}

function mendBoolean(value: unknown, path: string, repair: Repair): boolean | undefined {
  if (typeof value === "boolean") return value;
  const word = String(value).trim().toLowerCase();
  repair.note(path, "wrong-type");
  if (word === "true" || word === "1") return true;
  return word === "false" || word === "0" ? false : undefined;
}

function mendText(
  schema: RepairSchema,
  value: unknown,
  path: string,
  repair: Repair,
): string | undefined {
  if (typeof value === "object") return repair.drop(path, "wrong-type");
  if (typeof value !== "string") repair.note(path, "wrong-type");
  const text = String(value);
  if (schema.enum !== undefined) return mendWord(schema.enum, text, path, repair);
  if (schema.maxLength === undefined || characterCount(text) <= schema.maxLength) return text;
  const trimmed = text.trim();
  repair.note(path, "too-long");
  return Array.from(trimmed).slice(0, schema.maxLength).join("");
}

function mendWord(
  words: readonly string[],
  text: string,
  path: string,
  repair: Repair,
): string | undefined {
  if (words.includes(text)) return text;
  repair.note(path, "unknown-value");
  const plain = text.trim().toLowerCase();
  return words.find((word) => word.toLowerCase() === plain);
}
