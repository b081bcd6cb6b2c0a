import type { MessageSchema } from "#ocpp/message-schema.ts";
import type { SeededRandom } from "./seeded-random.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
const LONGEST_TEXT = 40;
const MOST_ITEMS = 3;

/** A value that fits the schema, of times around now. */
export function messageOf(schema: MessageSchema, random: SeededRandom): unknown {
  if (schema.enum !== undefined) return schema.enum[random.below(schema.enum.length)];
  switch (schema.type) {
    case "object":
      return objectOf(schema, random);
    case "array": {
      const { items = {}, minItems = 0, maxItems = MOST_ITEMS } = schema;
      const length = Math.min(maxItems, minItems + random.below(MOST_ITEMS));
      return Array.from({ length }, () => messageOf(items, random));
    }
    case "integer":
      return within(schema, random.below(random.pick([2, 10, 100_000])));
    case "number":
      return within(schema, random.below(1_000_000) / 10);
    case "boolean":
      return random.chance(0.5);
    default:
      return schema.format === "date-time" ? timeNear(random) : textOf(schema, random);
  }
}

function within({ minimum = -Infinity, maximum = Infinity }: MessageSchema, value: number): number {
  return Math.max(minimum, Math.min(maximum, value));
}

function objectOf({ properties = {}, required = [] }: MessageSchema, random: SeededRandom): object {
  const chosen = Object.entries(properties).filter(
    ([key]) => required.includes(key) || random.chance(0.4),
  );
  return Object.fromEntries(chosen.map(([key, child]) => [key, messageOf(child, random)]));
}

function timeNear(random: SeededRandom): string {
  return new Date(Date.now() - random.below(3_600_000)).toISOString();
}

function textOf({ format, maxLength = LONGEST_TEXT }: MessageSchema, random: SeededRandom): string {
  if (format === "uri") return "https://example.com/a";
  const length = 1 + random.below(Math.max(1, Math.min(maxLength, LONGEST_TEXT)));
  return Array.from({ length }, () => LETTERS[random.below(LETTERS.length)]).join("");
}
