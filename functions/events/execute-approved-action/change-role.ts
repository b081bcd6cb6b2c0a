import * as z from "zod";
import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { type OwnRoles, roleStore } from "#adapters/dynamodb/role-store.ts";
import { roleId } from "#contracts/rest/access-fields.ts";
import { newRoleBody, roleChangeBody } from "#contracts/rest/roles.ts";
import { changeRole, newRole } from "#domain/access/change-role.ts";
import { refuseConflictsOfHolders } from "#domain/access/holders.ts";
import type { RoleDefinition } from "#domain/access/role-definition.ts";
import { roleInForce } from "#domain/access/roles.ts";
import { DomainError } from "#domain/errors.ts";
import { defined } from "#functions/shared/defined.ts";
import type { CarryOut } from "./approved-action.ts";

const payloadOf = z.strictObject({
  roleId,
  /** Of the role as it was; 0 for a new one. */
  version: z.int(),
  change: z.unknown(),
});

/** Changes what a role may do, or makes a new one. */
export function carryOutRoleChange(directoryTable: string): CarryOut {
  return async ({ context, payload, closing, now }) => {
    const wanted = payloadOf.parse(payload);
    const store = roleStore(context, directoryTable);
    const own = await store.current();
    const role = next(wanted, own);
    const members = await memberStore(context, directoryTable).all();
    refuseConflictsOfHolders(role, members, own.roles, now);
    await store.write(own, role, now, [closing]);
  };
}

function next(wanted: z.output<typeof payloadOf>, own: OwnRoles): RoleDefinition {
  const before = roleInForce(wanted.roleId, own.roles);
  if ((before?.version ?? 0) !== wanted.version) {
    throw new DomainError("version.conflict", "The role was changed since this was asked for.");
  }
  if (!before) return newRole(newRoleBody.parse(wanted.change));
  return changeRole(before, defined(roleChangeBody.parse(wanted.change)));
}
