import { randomBytes } from "node:crypto";
import type * as z from "zod";
import type { requestGrant as operation } from "#contracts/rest/grants.ts";
import { type Grant, type GrantedRight, MAXIMUM_GRANT_SECONDS } from "#domain/access/grants.ts";
import { isPermission, isPrivileged } from "#domain/access/permissions.ts";
import { refusal } from "#domain/access/refusal.ts";
import type { GrantRequest } from "#domain/access/request-grant.ts";
import { permissionsOf } from "#domain/access/standing.ts";
import { afterSeconds } from "#domain/commands/clock.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import { forbidden, type TenantContext } from "#domain/tenancy/tenant-context.ts";
import { demand } from "#functions/shared/demand.ts";

type Body = z.output<(typeof operation)["body"]>;

/** What somebody asks for, with what the platform adds: an id, who asks, and the usual times. */
export function grantRequest(body: Body, requestedBy: string, now: string): GrantRequest {
  const { kind, siteIds, reason, startsAt = now } = body;
  const endsAt = body.endsAt ?? usualEnd(kind, startsAt);
  return {
    grantId: newCommandId(Date.parse(now), randomBytes(COMMAND_ID_RANDOM_BYTES)),
    right: rightOf(body),
    kind,
    startsAt,
    reason,
    requestedBy,
    ...(siteIds && { siteIds: [...new Set(siteIds)] }),
    ...(endsAt !== undefined && { endsAt }),
  };
}

/**
 * Demands what a kind of grant takes, on each site that it is for. A base grant counts at once and without a second
 * person: it is given by somebody who gives roles, to somebody else, and holds nothing critical.
 */
export function demandForKind(
  context: TenantContext,
  request: GrantRequest,
  { subject, now }: { readonly subject: string; readonly now: string },
): void {
  const { kind, siteIds, right } = request;
  const permission = kind === "break-glass" ? "grants:break-glass" : "grants:request";
  for (const siteId of siteIds ?? [undefined]) {
    demand(context, { permission, now, ...(siteId !== undefined && { siteId }) });
  }
  if (kind !== "base") return;
  demand(context, { permission: "members:write", now });
  if (subject === context.subject) throw forbidden([]);
  if (isPrivileged(permissionsOf(right, context.operatorId, context.standing.ownRoles))) {
    throw refusal("access.grant-invalid", "A critical right is granted for a limited time only.");
  }
}

function rightOf({ roleId, permissions = [] }: Body): GrantedRight {
  return roleId === undefined ? { permissions: permissions.filter(isPermission) } : { roleId };
}

function usualEnd(kind: Grant["kind"], startsAt: string): string | undefined {
  if (kind !== "break-glass") return undefined;
  return afterSeconds(startsAt, MAXIMUM_GRANT_SECONDS["break-glass"]);
}
