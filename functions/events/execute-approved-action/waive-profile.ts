import * as z from "zod";
import { writeWaiver } from "#adapters/dynamodb/profile-waiver-store.ts";
import type { CarryOut } from "./approved-action.ts";

const payloadOf = z.strictObject({
  chargerId: z.string().optional(),
  siteId: z.string().optional(),
  profile: z.union([z.literal(1), z.literal(2)]),
  until: z.string(),
});

/** Lets a charger, those of a site, or all of an operator connect below the minimum for a time. */
export function carryOutWaiver(tables: {
  readonly directoryTable: string;
  readonly fleetTable: string;
}): CarryOut {
  return async ({ context, payload, closing, now }) => {
    const { chargerId, siteId, ...waiver } = payloadOf.parse(payload);
    await writeWaiver(context, tables, { chargerId, siteId, waiver, now, alsoWrite: closing });
  };
}
