import type { ExportRecord } from "#domain/audit/export-record.ts";

type Fields = Readonly<Record<string, unknown>>;

const TEXT = "string";
const COUNT = "count";

/** What each kind of record has, and nothing else: a field that nobody checks would be a field that anybody can alter. */
const SHAPES = {
  page: {
    operatorId: TEXT,
    table: TEXT,
    firstSequence: COUNT,
    count: COUNT,
    previousHash: TEXT,
    hash: TEXT,
    marks: TEXT,
  },
  statement: { statement: TEXT, signature: TEXT, key: TEXT },
  key: { publicKey: TEXT },
} as const;

/** Reads a record's line; undefined for what is no record. */
export function readRecord(line: string): ExportRecord | undefined {
  const record = parsed(line);
  if (!record) return undefined;
  const { kind, ...fields } = record;
  if (kind !== "page" && kind !== "statement" && kind !== "key") return undefined;
  const shape: Readonly<Record<string, string>> = SHAPES[kind];
  const names = Object.keys(fields);
  const fits =
    names.length === Object.keys(shape).length &&
    names.every((name) => Object.hasOwn(shape, name) && fitsIn(fields[name], shape[name]));
  return fits ? (record as unknown as ExportRecord) : undefined;
}

function fitsIn(value: unknown, type: string | undefined): boolean {
  if (type === TEXT) return typeof value === "string";
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function parsed(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}
