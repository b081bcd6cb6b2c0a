import { ownOperator } from "#adapters/dynamodb/operator-store.ts";
import { siteStore } from "#adapters/dynamodb/site-store.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import { lowestAccepted } from "#domain/fleet/lowest-profile.ts";
import { isInForce } from "#domain/fleet/security-profile.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { changeReply } from "./change-reply.ts";

/** How a charger proves who it is at a moment, and what is being changed about it. */
export async function securityReply(context: TenantContext, charger: Charger, now: string) {
  const [operator, site] = await Promise.all([
    ownOperator(context, fleetTables).find(),
    siteStore(context, fleetTables).find(charger.siteId),
  ]);
  const { chargerId, connection, credential, securityProfile, profileWaiver } = charger;
  const { passwordChange, profileChange } = charger;
  const version = connection?.version ?? "ocpp1.6";
  const connectedProfile = connection?.securityProfile;
  return {
    chargerId,
    ...(securityProfile !== undefined && { reachedProfile: securityProfile }),
    lowestProfile: lowestAccepted({ charger, operator, site }, version, now),
    ...(connectedProfile !== undefined && { connectedProfile }),
    passwordChangedAt: credential.changedAt,
    ...(isInForce(profileWaiver, now) && { waiver: profileWaiver }),
    ...(passwordChange && { passwordChange: changeReply(passwordChange, now) }),
    ...(profileChange && { profileChange: changeReply(profileChange, now) }),
  };
}
