import type { Operator } from "../tenancy/operator.ts";
import type { OcppVersion } from "./charger.ts";
import {
  isInForce,
  minimumOf,
  type ProfileDemand,
  type SecurityProfile,
  strictest,
} from "./security-profile.ts";

/** A charger as far as its security profile goes. */
export interface ProfiledCharger extends ProfileDemand {
  /** The highest profile that it has connected by. */
  readonly securityProfile?: SecurityProfile;
}

/**
 * The lowest profile by which a charger may connect at a moment: its site's and its operator's minimum, unless somebody
 * waived that, and never below what it has reached (A05.FR.09). A 1.6 charger never comes down again; a 2.0.1 one comes
 * down to 2 at the lowest, while a waiver of its own allows it.
 */
export function lowestProfile(
  found: {
    readonly charger: ProfiledCharger;
    readonly site: ProfileDemand | undefined;
    readonly operator: ProfileDemand;
  },
  version: OcppVersion,
  now: string,
): SecurityProfile {
  const { charger, site, operator } = found;
  const reached = reachedFloor(charger, version, now);
  const waived = [charger, site, operator].flatMap((demand) => {
    const waiver = demand?.profileWaiver;
    return isInForce(waiver, now) ? [waiver.profile] : [];
  });
  const minimum = minimumOf([site, operator]);
  const [lowestWaived] = waived.toSorted((a, b) => a - b);
  const demanded = lowestWaived !== undefined && lowestWaived < minimum ? lowestWaived : minimum;
  return strictest([demanded, reached]);
}

/** As `lowestProfile`, of an operator as it is stored. */
export function lowestAccepted(
  found: {
    readonly charger: ProfiledCharger;
    readonly site?: ProfileDemand;
    readonly operator: Pick<Operator, "settings" | "profileWaiver">;
  },
  version: OcppVersion,
  now: string,
): SecurityProfile {
  const { charger, operator, site } = found;
  const { profileWaiver, settings } = operator;
  const { minimumSecurityProfile } = settings;
  const demand = {
    ...(minimumSecurityProfile !== undefined && { minimumSecurityProfile }),
    ...(profileWaiver !== undefined && { profileWaiver }),
  };
  return lowestProfile({ charger, site, operator: demand }, version, now);
}

function reachedFloor(
  { securityProfile, profileWaiver }: ProfiledCharger,
  version: OcppVersion,
  now: string,
): SecurityProfile | undefined {
  if (version === "ocpp1.6" || securityProfile !== 3) return securityProfile;
  if (!isInForce(profileWaiver, now)) return securityProfile;
  return strictest([profileWaiver.profile, 2]);
}
