import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import {
  enterFromAbove,
  type PlatformContext,
  type TenantContext,
} from "#domain/tenancy/tenant-context.ts";

/** The platform's own partition as an operator's: who administers the platform has a place there as others have in one. */
export function inPlatform(above: PlatformContext): TenantContext {
  return enterFromAbove(above, PLATFORM_SCOPE);
}
