import type { ProfileWaiver } from "#domain/fleet/security-profile.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { findCharger } from "./find-charger.ts";
import { keys } from "./keys.ts";
import { operatorLife } from "./operator-life.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";
import { findSite } from "./site-store.ts";
import { versionedUpdate } from "./versioned-update.ts";

/** Writes a waiver where it counts: at a charger, a site, or the operator. Throws what is not found, and `version.conflict`. */
export async function writeWaiver(
  tenant: TenantContext,
  tables: { readonly directoryTable: string; readonly fleetTable: string },
  wanted: {
    readonly chargerId: string | undefined;
    readonly siteId: string | undefined;
    readonly waiver: ProfileWaiver;
    readonly now: string;
    readonly alsoWrite: RefusableWrite;
  },
): Promise<void> {
  const { chargerId, siteId, waiver, now, alsoWrite } = wanted;
  const { directoryTable, fleetTable } = tables;
  const { operatorId } = tenant;
  const fields = { profileWaiver: waiver };
  if (chargerId === undefined && siteId === undefined) {
    const life = operatorLife(tenant, directoryTable);
    return life.change(await life.find(), fields, now, [alsoWrite]);
  }
  const [{ version }, key] =
    chargerId === undefined
      ? ([
          await findSite(tenant, fleetTable, siteId ?? ""),
          keys.site(operatorId, siteId ?? ""),
        ] as const)
      : ([
          await findCharger(tenant, fleetTable, chargerId),
          keys.charger(operatorId, chargerId),
        ] as const);
  const Update = versionedUpdate({
    ...{ tableName: fleetTable, key, version, fields, actor: tenant, now },
  });
  await writeOrRefuse([alsoWrite, versionConflict({ Update })]);
}
