import { characterCount } from "../formats.ts";
import type { MessageSchema } from "../message-schema.ts";
import { bareText, isPadded } from "./bare-text.ts";
import type { Repair } from "./repair.ts";
import { sentShape, sentWord } from "./sent-shape.ts";
import { sameWord } from "./spelled-out.ts";

/** Texts up to this long are names, not prose: blanks and quotes around them are no part of them. */
const LONGEST_NAME = 500;
/** What was signed, and what a vendor agreed upon with somebody else: never touched. */
const IN_OTHERS_WORDS = /signedMeterValue|customData/;
/** Serial numbers, tags and versions are kept up to so many times the length that the schema allows. */
const TOLERATED_LENGTHS = 2;

/** The text as the schema wants it, or undefined where nothing of it can be kept. */
export function mendText(
  schema: MessageSchema,
  value: unknown,
  path: string,
  repair: Repair,
): string | undefined {
  if (typeof value === "object") return repair.drop(path, "unreadable", value);
  if (typeof value !== "string") repair.note(path, "wrong-type", sentShape(value));
  const text = String(value);
  if (schema.enum !== undefined) return mendWord(schema.enum, text, path, repair);
  const { maxLength } = schema;
  return maxLength === undefined ? text : mendLength(maxLength, text, path, repair);
}

function mendLength(maxLength: number, sent: string, path: string, repair: Repair): string {
  const isName = maxLength <= LONGEST_NAME && isPadded(sent) && !IN_OTHERS_WORDS.test(path);
  const text = isName ? bareText(sent) : sent;
  if (text !== sent) repair.note(path, "padded", sentShape(sent));
  const characters = characterCount(text);
  if (characters <= maxLength) return text;
  const isTolerable = characters <= maxLength * TOLERATED_LENGTHS;
  repair.note(path, isTolerable ? "too-long" : "cut", `text of ${characters} characters`);
  return isTolerable && !repair.cuts ? text : Array.from(text).slice(0, maxLength).join("");
}

function mendWord(
  words: readonly string[],
  text: string,
  path: string,
  repair: Repair,
): string | undefined {
  if (words.includes(text)) return text;
  const meant = words.find((word) => sameWord(word, text));
  repair.note(path, meant === undefined ? "unknown-value" : "spelling", sentWord(text));
  return meant;
}
