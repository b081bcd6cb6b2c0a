import type { MessageSchema } from "../message-schema.ts";
import { mendScalar } from "./mend-scalar.ts";
import type { Repair } from "./repair.ts";
import { sentShape } from "./sent-shape.ts";
import { spelledOut } from "./spelled-out.ts";

/** The value made to fit its schema, or undefined where nothing of it can be kept. Never throws. */
export function mend(schema: MessageSchema, value: unknown, path: string, repair: Repair): unknown {
  if (schema.type === "object") return mendObject(schema, value, path, repair);
  if (schema.type === "array") return mendArray(schema, value, path, repair);
  return schema.type === undefined ? value : mendScalar(schema, value, path, repair);
}

function mendObject(
  schema: MessageSchema,
  value: unknown,
  path: string,
  repair: Repair,
): object | undefined {
  if (!isObject(value)) {
    repair.note(path, "unreadable", sentShape(value));
    return path === "" ? mendObject(schema, {}, path, repair) : undefined;
  }
  const properties = schema.properties ?? {};
  const given = inOurCase(properties, value, path, repair);
  const kept: [string, unknown][] = [];
  for (const [key, child] of Object.entries(properties)) {
    const childPath = path === "" ? key : `${path}.${key}`;
    const isRequired = schema.required?.includes(key) ?? false;
    const sent = Object.hasOwn(given, key) ? given[key] : undefined;
    const field = spelledOut(child, { key, value: sent, beside: given }, childPath, repair);
    const mended = mendField(child, field, childPath, isRequired, repair);
    if (mended !== undefined) kept.push([key, mended]);
    else if (isRequired || (isPresent(field) && repair.decisive.has(childPath))) return undefined;
  }
  const others = Object.keys(given).filter((key) => !Object.hasOwn(properties, key));
  if (schema.additionalProperties === false) {
    if (others.length > 0) repair.note(path, "unexpected-field", `${others.length} fields`);
  } else {
    kept.push(...others.map((key): [string, unknown] => [key, given[key]]));
  }
  return Object.fromEntries(kept);
}

/** The same object with fields that differ from the schema's in upper and lower case only under the schema's names. */
function inOurCase(
  properties: Readonly<Record<string, MessageSchema>>,
  value: Readonly<Record<string, unknown>>,
  path: string,
  repair: Repair,
): Readonly<Record<string, unknown>> {
  const keys = Object.keys(value);
  if (keys.every((key) => Object.hasOwn(properties, key))) return value;
  const absent = Object.keys(properties).filter((name) => !Object.hasOwn(value, name));
  const renamed = keys.map((key): [string, unknown] => {
    const name = Object.hasOwn(properties, key)
      ? key
      : absent.find((candidate) => candidate.toLowerCase() === key.trim().toLowerCase());
    if (name === undefined || name === key) return [key, value[key]];
    repair.note(path === "" ? name : `${path}.${name}`, "field-case", "a name in other letters");
    return [name, value[key]];
  });
  return Object.fromEntries(renamed);
}

function mendField(
  schema: MessageSchema,
  field: unknown,
  path: string,
  isRequired: boolean,
  repair: Repair,
): unknown {
  const mended = isPresent(field) ? mend(schema, field, path, repair) : undefined;
  if (mended !== undefined) return mended;
  if (field === null) repair.note(path, isRequired ? "unreadable" : "wrong-type", "null");
  if (field === undefined && isRequired) repair.note(path, "missing", "nothing");
  if (!isRequired && (!isPresent(field) || schema.format === "date-time")) return undefined;
  // The time of receipt is what 2.0.1 itself takes for an absent one (part 2, StatusNotificationRequest).
  const substitute = schema.format === "date-time" ? repair.receivedAt : repair.substitutes[path];
  if (substitute !== undefined) repair.note(path, "substituted", sentShape(field));
  return substitute;
}

function mendArray(
  schema: MessageSchema,
  value: unknown,
  path: string,
  repair: Repair,
): readonly unknown[] | undefined {
  if (!Array.isArray(value)) repair.note(path, "not-a-list", sentShape(value));
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  // Some send the one object that belongs into the array.
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  const mended = items
    ? given.map((item) => mend(items, item, path, repair)).filter((item) => item !== undefined)
    : given;
  if (mended.length < minItems) return repair.drop(path, "too-few", value);
  if (mended.length <= maxItems) return mended;
  repair.note(path, "too-many", sentShape(value));
  return mended.slice(0, maxItems);
}

function isPresent(field: unknown): boolean {
  return field !== undefined && field !== null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
