import * as z from "zod";
import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { roleStore } from "#adapters/dynamodb/role-store.ts";
import { heldRole, subject } from "#contracts/rest/access-fields.ts";
import { newMember, withRoles } from "#domain/access/change-member.ts";
import { DomainError } from "#domain/errors.ts";
import type { CarryOut } from "./approved-action.ts";

const payloadOf = z.strictObject({ subject, version: z.int(), roles: z.array(heldRole).min(1) });

/** Gives somebody roles that one person alone may not give. */
export function carryOutMove(directoryTable: string): CarryOut {
  return async ({ context, payload, closing, now }) => {
    const wanted = payloadOf.parse(payload);
    const members = memberStore(context, directoryTable);
    const own = await roleStore(context, directoryTable).current();
    const before = await members.lookUp(wanted.subject);
    if ((before?.version ?? 0) !== wanted.version) {
      throw new DomainError("version.conflict", "The member was changed since this was asked for.");
    }
    const roles = wanted.roles.map(({ roleId, siteIds }) => ({
      roleId,
      ...(siteIds && { siteIds }),
    }));
    const member = before ?? newMember(context.operatorId, wanted.subject, now);
    const after = withRoles(member, roles, own.roles, now);
    await members.write({ before, after }, now, [closing]);
  };
}
