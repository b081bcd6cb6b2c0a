import { DomainError } from "../errors.ts";

/** Deeper than any request that the platform takes. */
const DEEPEST = 64;

/**
 * The one text of a JSON value, for hashing (RFC 8785): keys in order of their UTF-16 units, no spaces, numbers as
 * ECMAScript writes them. An absent property and one that is undefined are the same. Throws `request.invalid` for what
 * JSON cannot say: NaN, a lone surrogate, a Date, a value that holds itself.
 */
export function canonicalJson(value: unknown): string {
  return textOf(value, 0);
}

function textOf(value: unknown, depth: number): string {
  if (depth > DEEPEST) throw unsayable("nested too deeply");
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberText(value);
  if (typeof value === "string") return stringText(value);
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item) => textOf(item, depth + 1)).join(",")}]`;
  }
  if (!isPlainObject(value)) throw unsayable(`of type ${typeof value}`);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort(byUnits)
    .map((key) => `${stringText(key)}:${textOf(value[key], depth + 1)}`);
  return `{${members.join(",")}}`;
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw unsayable("no finite number");
  return JSON.stringify(value);
}

function stringText(value: string): string {
  if (!value.isWellFormed()) throw unsayable("not well-formed text");
  return JSON.stringify(value);
}

function byUnits(one: string, other: string): number {
  return one < other ? -1 : 1;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function unsayable(what: string): DomainError {
  return new DomainError("request.invalid", `A value is ${what} and cannot be kept as JSON.`);
}
