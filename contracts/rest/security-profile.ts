import * as z from "zod";
import { answeredTime } from "./fields.ts";

/** OCPP's security profiles: 1 is a password without TLS, 2 a password over TLS, 3 a certificate of the charger. */
export const securityProfile = z.union([z.literal(1), z.literal(2), z.literal(3)]);

/** A minimum that can be set and raised; it comes down by a waiver only. */
export const minimumSecurityProfile = securityProfile.optional().meta({
  description: "Chargers that come by less are refused. It can be raised, and waived for a time.",
});

export const shownWaiver = z
  .object({ profile: securityProfile, until: answeredTime })
  .meta({ id: "ProfileWaiver" });
