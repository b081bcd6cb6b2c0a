import type { MessageSchema } from "../message-schema.ts";
import { bareText } from "./bare-text.ts";
import type { Repair } from "./repair.ts";
import { sentWord } from "./sent-shape.ts";
import { SPELLINGS, type Spelling } from "./spellings.ts";

interface Field {
  readonly key: string;
  readonly value: unknown;
  /** The object that holds it. */
  readonly beside: Readonly<Record<string, unknown>>;
}

/** Whether two words differ in case, blanks and separators only. */
export function sameWord(left: string, right: string): boolean {
  return lettersOf(left) === lettersOf(right) && lettersOf(left) !== "";
}

/** What a field says, with a vendor's word replaced by the schema's; undefined where it is better left out. */
export function spelledOut(
  schema: MessageSchema,
  field: Field,
  path: string,
  repair: Repair,
): unknown {
  const { key, value, beside } = field;
  const words = schema.enum;
  if (words === undefined || typeof value !== "string" || words.includes(value)) return value;
  if (words.some((word) => sameWord(word, value))) return value;
  const sent = bareText(value).toLowerCase();
  const fits = (row: Spelling) =>
    row.field === key &&
    (row.means === undefined || words.includes(row.means)) &&
    (row.beside === undefined || beside[row.beside.field] === row.beside.value);
  const row =
    SPELLINGS.find((candidate) => candidate.sent === sent && fits(candidate)) ??
    SPELLINGS.find((candidate) => candidate.sent === undefined && fits(candidate));
  if (row === undefined) return value;
  repair.note(path, row.sent === undefined ? "unknown-word" : "spelling", sentWord(value));
  return row.means;
}

function lettersOf(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
