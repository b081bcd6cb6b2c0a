import * as z from "zod";

/** Fields that several resources share. No id may hold `#` or `/`: they separate the parts of keys and paths. */

export const operatorId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{1,30}[a-z0-9]$/,
    "3 to 32 characters: a-z, 0-9 and -, beginning with a letter",
  )
  .refine((id) => id !== "platform", "this name is reserved")
  .meta({ example: "demo-a" });

const assignedId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,47}$/, "1 to 48 characters: A-Z, a-z, 0-9, _ and -");

export const siteId = assignedId.meta({ example: "harbour" });
export const tariffId = assignedId.meta({ example: "standard" });

/** OCPP's identifierString without `:`, which would end the user name of HTTP Basic. */
export const chargerId = z
  .string()
  .regex(/^[A-Za-z0-9*\-_=+|@.]{1,48}$/, "1 to 48 characters: A-Z, a-z, 0-9 and * - _ = + | @ .")
  .meta({ example: "CP-0001" });

/** OCPP's identifierString; 1.6 chargers send at most 20 characters, 2.0.1 at most 36. */
export const tokenId = z
  .string()
  .regex(/^[A-Za-z0-9*\-_=:+|@.]{1,36}$/, "1 to 36 characters: A-Z, a-z, 0-9 and * - _ = : + | @ .")
  .meta({ example: "DEMO-TAG-1" });

/** A token's blind index: it names the token without telling its id. */
export const tokenRef = z.string().regex(/^[a-z2-7]{26}$/, "26 characters: a-z and 2-7");

export const sessionId = z.string().regex(/^[a-z2-7]{26}$/, "26 characters: a-z and 2-7");

export const name = z.string().trim().min(1).max(120);

/** Any RFC 3339 time; answered, stored and compared in UTC with milliseconds. */
export const time = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .meta({ override: { type: "string", format: "date-time" } });

/** A time as we answer it. What is stored is answered: only what comes in is checked. */
export const answeredTime = z.string().meta({ format: "date-time" });

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, "an ISO 4217 code")
  .refine((code) => CURRENCIES.has(code), "an ISO 4217 code")
  .meta({ example: "EUR" });

export const ocppVersion = z.enum(["ocpp1.6", "ocpp2.0.1"]);

/** When an item was made and changed; `version` counts its changes and is its ETag. */
export const lifeOfItem = {
  createdAt: answeredTime,
  updatedAt: answeredTime,
  version: z.int().positive(),
} as const;

export const noQuery = z.strictObject({});
export const noParams = z.strictObject({});
export const inOperator = z.strictObject({ operatorId });
