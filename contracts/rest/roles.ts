import * as z from "zod";
import { permission, roleId } from "./access-fields.ts";
import { answeredTime, inOperator, name, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf } from "./paging.ts";

const path = "/v1/operators/{operatorId}/roles";
const tag = "Roles";
const inRole = z.strictObject({ operatorId, roleId });
const description = z.string().trim().min(1).max(500);
const permissions = z.array(permission).max(200);

const role = z
  .object({
    roleId: z.string(),
    version: z.int(),
    name: z.string(),
    description: z.string(),
    permissions: z.array(z.string()),
    siteScoped: z.boolean(),
    builtIn: z.boolean(),
  })
  .meta({ id: "Role" });

const difference = z
  .object({
    roleId: z.string(),
    fromVersion: z.int(),
    toVersion: z.int(),
    added: z.array(z.string()),
    removed: z.array(z.string()),
    changed: z.array(
      z.object({
        field: z.string(),
        before: z.union([z.string(), z.boolean()]),
        after: z.union([z.string(), z.boolean()]),
      }),
    ),
  })
  .meta({ id: "RoleDifference" });

const roleVersion = role
  .extend({ changedAt: answeredTime.optional(), changedBy: z.string().optional() })
  .meta({ id: "RoleVersion" });

export const newRoleBody = z
  .strictObject({ roleId, name, description, permissions, siteScoped: z.boolean().default(false) })
  .meta({ id: "NewRole" });

export const roleChangeBody = z
  .strictObject({
    name: name.optional(),
    description: description.optional(),
    permissions: permissions.optional(),
    siteScoped: z.boolean().optional(),
  })
  .meta({ id: "RoleChange" });

export const listRoles = operation({
  operationId: "listRoles",
  method: "GET",
  path,
  tag,
  summary: "List the roles as they count now",
  permission: "roles:read",
  params: inOperator,
  query: noQuery,
  reply: pageOf(role),
  statuses: [200],
});

export const createRole = operation({
  operationId: "createRole",
  method: "POST",
  path,
  tag,
  summary: "Make a role of the operator's own",
  description: "Needs a second person. Duties that must be kept apart are refused.",
  permission: "roles:write",
  params: inOperator,
  query: noQuery,
  body: newRoleBody,
  reply: role,
  statuses: [201],
  mayNeedApproval: true,
  etag: true,
});

export const readRole = operation({
  operationId: "readRole",
  method: "GET",
  path: `${path}/{roleId}`,
  tag,
  summary: "Read a role with all its versions",
  permission: "roles:read",
  params: inRole,
  query: noQuery,
  reply: role.extend({ versions: z.array(roleVersion) }).meta({ id: "RoleWithVersions" }),
  statuses: [200],
  etag: true,
});

export const changeRole = operation({
  operationId: "changeRole",
  method: "PATCH",
  path: `${path}/{roleId}`,
  tag,
  summary: "Change a role",
  description:
    "Makes a new version, which counts at once for all who hold the role; the versions of before are kept. A change of what it permits needs a second person. Refused where the role, or somebody who holds it, would unite duties that must be kept apart.",
  permission: "roles:write",
  params: inRole,
  query: noQuery,
  body: roleChangeBody,
  reply: role.extend({ difference }).meta({ id: "ChangedRole" }),
  statuses: [200],
  mayNeedApproval: true,
  etag: true,
  ifMatch: true,
});

export const roleOperations = [listRoles, createRole, readRole, changeRole] as const;
