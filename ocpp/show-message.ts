import { FORMATS } from "./formats.ts";
import type { MessageSchema } from "./message-schema.ts";
import { sentShape } from "./normalise/sent-shape.ts";

/** Fields that name a card, a contract or a person, in lower case and without signs: faulty chargers have their own ways. */
const TOKENS = new Set([
  "additionalidtoken",
  "customeridentifier",
  "emaid",
  "groupidtoken",
  "idtag",
  "idtoken",
  "parentidtag",
]);

/** Texts that tell of machines only. What no schema lists and this list does not name is never shown. */
const PLAIN = new Set([
  "availability",
  "chargeBoxSerialNumber",
  "chargePointModel",
  "chargePointSerialNumber",
  "chargePointVendor",
  "connectorStatus",
  "currentTime",
  "errorCode",
  "expiryDate",
  "firmwareVersion",
  "key",
  "meterSerialNumber",
  "meterType",
  "model",
  "reason",
  "serialNumber",
  "status",
  "timestamp",
  "transactionId",
  "type",
  "unit",
  "vendorErrorCode",
  "vendorId",
  "vendorName",
]);

const NUMBER = /^[+-]?[\d.]{1,20}$/;
const LONGEST_TEXT = 60;
const MOST_ITEMS = 10;
const DEEPEST = 8;

/**
 * A message for people's eyes: numbers, times, words of the schema's lists and what tells of machines as they are,
 * cards as `pseudonym` calls them, every other text by its length only.
 */
export function shownMessage(
  value: unknown,
  schema: MessageSchema | undefined,
  pseudonym: (token: string) => string,
): unknown {
  return shown(value, schema, "", DEEPEST);

  function shown(
    field: unknown,
    at: MessageSchema | undefined,
    key: string,
    depth: number,
  ): unknown {
    if (depth === 0) return sentShape(field);
    if (Array.isArray(field)) {
      return field.slice(0, MOST_ITEMS).map((item) => shown(item, at?.items, key, depth - 1));
    }
    if (typeof field === "object" && field !== null) {
      const entries = Object.entries(field).filter(([name]) => isName(name));
      return Object.fromEntries(
        entries.map(([name, item]) => [name, shown(item, at?.properties?.[name], name, depth - 1)]),
      );
    }
    if (isToken(key)) return field === "" ? "" : pseudonym(String(field));
    return typeof field === "string" ? shownText(field, at, key) : field;
  }
}

function shownText(text: string, schema: MessageSchema | undefined, key: string): string {
  if (schema?.enum?.includes(text)) return text;
  if (key === "value" && NUMBER.test(text)) return text;
  if (PLAIN.has(key) && text.length <= LONGEST_TEXT) return text;
  return FORMATS["date-time"](text) ? text : sentShape(text);
}

function isToken(key: string): boolean {
  return TOKENS.has(key.toLowerCase().replaceAll(/[^a-z]/g, ""));
}

/** Names of fields are the charger's own words, too. */
function isName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9]{0,49}$/.test(name);
}
