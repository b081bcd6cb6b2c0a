import type { CallErrorKind } from "./call-error-code.ts";
import type { SchemaError } from "./validate.ts";

interface KeywordMeaning {
  readonly kind: CallErrorKind;
  /** What is wrong, in words that never hold the value. */
  readonly describe: (params: SchemaError["params"]) => string;
}

const limit = ({ limit }: SchemaError["params"]): string => String(limit);

/** Every keyword that the official schemas use, what its breach is called on the wire, and how it reads. */
const MEANINGS = {
  additionalProperties: { kind: "format", describe: describeUnexpected },
  enum: { kind: "property", describe: () => "is not one of the allowed values" },
  format: { kind: "property", describe: ({ format }) => `is not a valid ${String(format)}` },
  maxItems: { kind: "occurrence", describe: (params) => `has more than ${limit(params)} items` },
  maxLength: {
    kind: "property",
    describe: (params) => `is longer than ${limit(params)} characters`,
  },
  maximum: { kind: "property", describe: (params) => `is above ${limit(params)}` },
  minItems: { kind: "occurrence", describe: (params) => `has fewer than ${limit(params)} items` },
  minimum: { kind: "property", describe: (params) => `is below ${limit(params)}` },
  multipleOf: {
    kind: "property",
    describe: ({ multipleOf }) => `is not a multiple of ${String(multipleOf)}`,
  },
  required: { kind: "occurrence", describe: () => "is missing" },
  type: { kind: "type", describe: ({ type }) => `is not of type ${String(type)}` },
} as const satisfies Record<string, KeywordMeaning>;

export type SchemaKeyword = keyof typeof MEANINGS;

export const SCHEMA_KEYWORDS = Object.keys(MEANINGS) as readonly SchemaKeyword[];

const UNKNOWN: KeywordMeaning = { kind: "format", describe: () => "is not as the schema says" };

/** What a breach of the keyword means; a keyword that no official schema has counts as bad form. */
export function meaningOf(keyword: string): KeywordMeaning {
  return isKnown(keyword) ? MEANINGS[keyword] : UNKNOWN;
}

function isKnown(keyword: string): keyword is SchemaKeyword {
  return Object.hasOwn(MEANINGS, keyword);
}

/** Names the unexpected key only where it looks like one: it is text that the other side chose. */
function describeUnexpected({ additionalProperty }: SchemaError["params"]): string {
  const key = String(additionalProperty);
  return /^[A-Za-z][\w.-]{0,49}$/.test(key)
    ? `has the unknown field ${key}`
    : "has an unknown field";
}
