import { decide } from "#domain/access/decide.ts";
import type { Permission } from "#domain/access/permissions.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";

/** Whether somebody does a thing by a right that stands above the operators. */
export function isFromAbove(
  { standing }: TenantContext,
  permission: Permission,
  now: string,
): boolean {
  const { because } = decide(standing, { permission, now });
  return because.some((reason) => "scope" in reason && reason.scope === PLATFORM_SCOPE);
}
