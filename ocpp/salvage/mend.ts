import { mendScalar } from "./mend-scalar.ts";
import type { Repair } from "./repair.ts";
import type { RepairSchema } from "./repair-schema.ts";

/** The value made to fit its schema, or undefined where nothing of it can be kept. Never throws. */
export function mend(schema: RepairSchema, value: unknown, path: string, repair: Repair): unknown {
  if (schema.type === "object") return mendObject(schema, value, path, repair);
  if (schema.type === "array") return mendArray(schema, value, path, repair);
  return mendScalar(schema, value, path, repair);
}

function mendObject(
  schema: RepairSchema,
  value: unknown,
  path: string,
  repair: Repair,
): object | undefined {
  if (!isObject(value)) {
    repair.note(path, "wrong-type");
    return path === "" ? mendObject(schema, {}, path, repair) : undefined;
  }
  const properties = schema.properties ?? {};
  const kept: [string, unknown][] = [];
  for (const [key, child] of Object.entries(properties)) {
    const childPath = path === "" ? key : `${path}.${key}`;
    const isRequired = schema.required?.includes(key) ?? false;
    const field = Object.hasOwn(value, key) ? value[key] : undefined;
    const mended = mendField(child, field, childPath, isRequired, repair);
    if (mended !== undefined) kept.push([key, mended]);
    else if (isRequired || (isPresent(field) && repair.decisive.has(childPath))) return undefined;
  }
  const others = Object.keys(value).filter((key) => !Object.hasOwn(properties, key));
  if (schema.additionalProperties === false) {
    if (others.length > 0) repair.note(path, "unexpected-field");
  } else {
    kept.push(...others.map((key): [string, unknown] => [key, value[key]]));
  }
  return Object.fromEntries(kept);
}

function mendField(
  schema: RepairSchema,
  field: unknown,
  path: string,
  isRequired: boolean,
  repair: Repair,
): unknown {
  const mended = isPresent(field) ? mend(schema, field, path, repair) : undefined;
  if (mended !== undefined) return mended;
  if (field === null) repair.note(path, "wrong-type");
  if (field === undefined && isRequired) repair.note(path, "missing");
  if (!isPresent(field) && !isRequired) return undefined;
  const substitute = schema.format === "date-time" ? repair.receivedAt : repair.substitutes[path];
  if (substitute !== undefined) repair.note(path, "substituted");
  return substitute;
}

function mendArray(
  schema: RepairSchema,
  value: unknown,
  path: string,
  repair: Repair,
): readonly unknown[] | undefined {
  if (!Array.isArray(value)) repair.note(path, "wrong-type");
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  // Some send the one object that belongs into the array.
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  const mended = items
    ? given.map((item) => mend(items, item, path, repair)).filter((item) => item !== undefined)
    : given;
  if (mended.length < minItems) return repair.drop(path, "too-few");
  if (mended.length <= maxItems) return mended;
  repair.note(path, "too-many");
  return mended.slice(0, maxItems);
}

function isPresent(field: unknown): boolean {
  return field !== undefined && field !== null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
