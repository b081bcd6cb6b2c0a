import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { roleStore } from "#adapters/dynamodb/role-store.ts";
import { changeRole, createRole, listRoles, readRole } from "#contracts/rest/roles.ts";
import { newRole, changeRole as nextVersion } from "#domain/access/change-role.ts";
import { refuseConflictsOfHolders } from "#domain/access/holders.ts";
import { roleDifference } from "#domain/access/role-difference.ts";
import { builtInRole, roleInForce, rolesInForce } from "#domain/access/roles.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { defined } from "#functions/shared/defined.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { differenceReply, roleReply } from "./role-reply.ts";

const { directoryTable } = accessTables;
const storeOf = (context: TenantContext) => roleStore(context, directoryTable);

export const handler = restHandler(
  [
    route(listRoles, async ({ context }) => ({
      body: { items: rolesInForce(context.standing.ownRoles).map(roleReply) },
    })),

    route(createRole, async (request) => {
      const { context, body, receivedAt } = request;
      const own = await storeOf(context).current();
      if (own.roles.some(({ roleId }) => roleId === body.roleId)) {
        throw new DomainError("role.already-exists", "There is a role with this id already.");
      }
      const role = newRole(body);
      const change = { action: "roles.change", after: role } as const;
      const payload = { roleId: role.roleId, version: 0, change: body };
      const awaits = await askSecondPerson(request, { change, payload }, accessTables);
      if (awaits) return awaits;
      await storeOf(context).write(own, role, receivedAt);
      const location = `/v1/operators/${context.operatorId}/roles/${role.roleId}`;
      return { body: roleReply(role), version: role.version, headers: { location } };
    }),

    route(readRole, async ({ context, params }) => {
      const role = knownRole(context, params.roleId);
      const shipped = builtInRole(role.roleId);
      const own = await storeOf(context).versions(role.roleId);
      const versions = [
        ...own.map(({ changedAt, changedBy, ...version }) => ({
          ...roleReply(version),
          changedAt,
          changedBy,
        })),
        ...(shipped ? [roleReply(shipped)] : []),
      ];
      return { body: { ...roleReply(role), versions }, version: role.version };
    }),

    route(changeRole, async (request) => {
      const { context, params, body, headers, receivedAt } = request;
      const own = await storeOf(context).current();
      const before = roleInForce(params.roleId, own.roles) ?? noSuchRole();
      checkIfMatch(headers["if-match"], before.version);
      const after = nextVersion(before, defined(body));
      const members = await memberStore(context, directoryTable).all();
      refuseConflictsOfHolders(after, members, own.roles, receivedAt);
      const change = { action: "roles.change", before, after } as const;
      const payload = { roleId: before.roleId, version: before.version, change: body };
      const awaits = await askSecondPerson(request, { change, payload }, accessTables);
      if (awaits) return awaits;
      await storeOf(context).write(own, after, receivedAt);
      const difference = differenceReply(roleDifference(before, after));
      return { body: { ...roleReply(after), difference }, version: after.version };
    }),
  ],
  staffGate,
);

function knownRole({ standing }: TenantContext, roleId: string) {
  return roleInForce(roleId, standing.ownRoles) ?? noSuchRole();
}

function noSuchRole(): never {
  throw new DomainError("role.not-found", "There is no such role.");
}
