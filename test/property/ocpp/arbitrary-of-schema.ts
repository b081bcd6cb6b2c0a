import fc from "fast-check";
import type { MessageSchema } from "#ocpp/message-schema.ts";
import { isPadded } from "#ocpp/normalise/bare-text.ts";
import type { Validator } from "#ocpp/validate.ts";

const RECENT = { min: new Date("2024-01-01T00:00:00Z"), max: new Date("2026-11-20T09:00:00Z") };

/** Values that fit the schema, with times and texts that a charger can have meant. */
export function arbitraryOf(schema: MessageSchema): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "object":
      return arbitraryObject(schema);
    case "array":
      return fc.array(arbitraryOf(schema.items ?? { type: "string" }), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case "integer":
      return fc.maxSafeInteger();
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    case "boolean":
      return fc.boolean();
    default:
      return schema.format === "date-time"
        ? fc.date({ ...RECENT, noInvalidDate: true }).map((date) => date.toISOString())
        : fc
            .string({ unit: "grapheme-ascii", maxLength: Math.min(schema.maxLength ?? 30, 30) })
            .filter((text) => !isPadded(text));
  }
}

function arbitraryObject({ properties = {}, required = [] }: MessageSchema): fc.Arbitrary<object> {
  const fields = Object.entries(properties).map(([key, child]) => [key, arbitraryOf(child)]);
  const model: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(fields);
  return fc.record(model, { requiredKeys: [...required] });
}

/** A copy in which one place, chosen by the numbers, holds something else. */
export function withOneChange(
  value: unknown,
  choices: readonly number[],
  change: unknown,
): unknown {
  const [choice, ...others] = choices;
  if (choice === undefined || typeof value !== "object" || value === null) return change;
  const entries = Object.entries(value);
  if (entries.length === 0) return change;
  const index = choice % entries.length;
  const changed = entries.map(([key, field], at): [string, unknown] => [
    key,
    at === index ? withOneChange(field, others, change) : field,
  ]);
  return Array.isArray(value) ? changed.map(([, field]) => field) : Object.fromEntries(changed);
}

/** The schema of a message that chargers write. */
export function schemaOf({ schema }: Pick<Validator<unknown>, "schema">): MessageSchema {
  if (schema === undefined) throw new Error("a charger's message has no schema");
  return schema;
}
