import type { OcppVersion } from "#domain/fleet/charger.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { permissionOfAction } from "#functions/rest/commands/permission-of-action.ts";
import { supportedCommand } from "#functions/rest/commands/supported-command.ts";
import { demand } from "#functions/shared/demand.ts";
import type { ChosenCharger } from "./chosen-chargers.ts";

/**
 * Refuses what could not be sent to a single charger either: an action that the caller may not ask for on each of the
 * sites, or a payload that no version takes. Throws as `sendCommand` does.
 */
export function refuseUnfit(
  context: TenantContext,
  wanted: {
    readonly action: string;
    readonly payload: Readonly<Record<string, unknown>>;
    readonly ocppVersion?: OcppVersion | undefined;
  },
  chargers: readonly ChosenCharger[],
  now: string,
): void {
  const permission = permissionOfAction(wanted.action);
  for (const siteId of new Set(chargers.map((charger) => charger.siteId))) {
    demand(context, { permission, siteId, now });
  }
  supportedCommand(wanted.action, wanted.payload, wanted.ocppVersion);
}
