import * as z from "zod";
import { ALL_PERMISSIONS } from "#domain/access/permissions.ts";
import { answeredTime, operatorId, siteId } from "./fields.ts";

/** Fields of what says who may do what. */

/** Subject of a person's access tokens; it becomes part of keys and paths. */
export const subject = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:@|-]{0,127}$/,
    "1 to 128 characters: A-Z, a-z, 0-9 and . _ : @ | -",
  )
  .refine((text) => text !== "me", "this name is reserved")
  .meta({ example: "1d2c6c3e-9f0a-4a55-8a05-3f1f0c1d9b11" });

export const roleId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{1,38}[a-z0-9]$/,
    "3 to 40 characters: a-z, 0-9 and -, beginning with a letter",
  )
  .meta({ example: "technician" });

export const grantId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "26 characters of Crockford's base32, upper case");

export const permission = z.enum(ALL_PERMISSIONS as readonly [string, ...string[]]);

export const siteIds = z.array(siteId).min(1).max(100).meta({
  description: "Where it counts; everywhere where absent.",
});

/** Why something is done, for those who approve and audit it. */
export const reason = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .meta({ example: "Replaces the meter board" });

/** A role that somebody holds. */
export const heldRole = z
  .strictObject({ roleId, siteIds: siteIds.optional() })
  .meta({ id: "HeldRole" });

/** A grant as REST shows it. */
export const grantView = z
  .object({
    grantId: z.string(),
    operatorId: z.union([operatorId, z.literal("platform")]),
    subject: z.string(),
    kind: z.enum(["base", "project", "privileged", "break-glass"]),
    roleId: z.string().optional(),
    permissions: z.array(z.string()).optional(),
    siteIds: z.array(z.string()).optional(),
    state: z.enum(["in-force", "not-approved", "not-started", "ended", "revoked"]),
    startsAt: answeredTime,
    endsAt: answeredTime.optional(),
    reason: z.string(),
    requestedBy: z.string(),
    requestedAt: answeredTime,
    approvedBy: z.string().optional(),
    approvedAt: answeredTime.optional(),
    revokedBy: z.string().optional(),
    revokedAt: answeredTime.optional(),
    reviewDueAt: answeredTime.optional(),
    reviewOverdue: z.boolean().optional(),
    reviewedBy: z.string().optional(),
    reviewedAt: answeredTime.optional(),
  })
  .meta({ id: "Grant" });
export type GrantView = z.input<typeof grantView>;
