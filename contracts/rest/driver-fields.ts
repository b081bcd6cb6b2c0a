import * as z from "zod";
import { LOOKUP_KINDS } from "#domain/drivers/change-profile.ts";
import { OBJECTIONS, PERSONAL_FIELDS } from "#domain/drivers/driver.ts";
import { answeredTime, lifeOfItem, name, operatorId } from "./fields.ts";

/** Fields of drivers that several resources share. */

export const driverId = z
  .string()
  .regex(/^[a-z0-9]{12}$/, "12 characters: a-z and 0-9")
  .meta({ example: "k7mw3ehpx2qd" });

export const inDriver = z.strictObject({ operatorId, driverId });

/** BCP 47: a language, and a region where it matters. */
export const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, "a language such as tr or de-CH")
  .meta({ example: "tr" });

const email = z
  .email()
  .max(254)
  .transform((text) => text.toLowerCase())
  .meta({ override: { type: "string", format: "email" }, example: "ada@example.com" });

const phone = z
  .string()
  .transform((text) => text.replaceAll(/[\s().-]/g, ""))
  .pipe(z.string().regex(/^\+[1-9]\d{5,14}$/, "E.164: + and 6 to 15 digits"))
  .meta({ override: { type: "string" }, example: "+90 500 000 00 00" });

const plate = z
  .string()
  .transform((text) => text.replaceAll(/[\s-]/g, "").toUpperCase())
  .pipe(z.string().regex(/^[\p{L}\p{N}]{2,12}$/u, "2 to 12 letters and digits"))
  .meta({ override: { type: "string" }, example: "34 ABC 56" });

const address = z.strictObject({
  lines: z.array(z.string().trim().min(1).max(120)).min(1).max(4),
  postalCode: z.string().trim().min(1).max(16).optional(),
  city: z.string().trim().min(1).max(80).optional(),
  countryCode: z.string().regex(/^[A-Z]{2}$/, "ISO 3166-1 alpha-2"),
});

const plates = z.array(plate).max(10);

/** What a driver may leave with an operator; all of it is optional. */
export const profileFields = {
  name: name.optional(),
  email: email.optional(),
  phone: phone.optional(),
  address: address.optional(),
  plates: plates.optional(),
} as const;

export const profileChanges = {
  name: name.nullable().optional(),
  email: email.nullable().optional(),
  phone: phone.nullable().optional(),
  address: address.nullable().optional(),
  plates: plates.nullable().optional(),
  language: language.optional(),
} as const;

/** The fields in clear, for the person and for whoever may uncover them. */
export const clearProfile = z
  .object({
    name: z.string().optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
    address: z
      .object({
        lines: z.array(z.string()),
        postalCode: z.string().optional(),
        city: z.string().optional(),
        countryCode: z.string(),
      })
      .optional(),
    plates: z.array(z.string()).optional(),
  })
  .meta({ id: "DriverProfile" });

export const personalField = z.enum(PERSONAL_FIELDS);
export const objection = z.enum(OBJECTIONS);

/** Exactly one value to find a driver by. */
export const lookup = z
  .strictObject({ email: email.optional(), phone: phone.optional(), plate: plate.optional() })
  .refine((given) => LOOKUP_KINDS.filter((kind) => given[kind] !== undefined).length === 1, {
    error: "give exactly one of email, phone and plate",
  });

/** What is known of a driver that names nobody. */
export const driverFacts = {
  operatorId,
  driverId,
  state: z.enum(["active", "erasing", "erased"]),
  language,
  restrictedAt: answeredTime.optional(),
  objections: z.array(objection),
  hasAccount: z.boolean(),
  lastActiveAt: answeredTime,
  ...lifeOfItem,
} as const;
