/**
 * OCPP's security profiles (1.6 security white paper, 2.0.1 A00): 1 is a password without TLS, 2 a password over TLS,
 * 3 a certificate of the charger over TLS.
 */
export type SecurityProfile = 1 | 2 | 3;

/** Leave to connect by a lower profile for a time; two people give it. */
export interface ProfileWaiver {
  readonly profile: SecurityProfile;
  /** ISO 8601 UTC. */
  readonly until: string;
}

/** What a charger, its site or its operator demands. */
export interface ProfileDemand {
  readonly minimumSecurityProfile?: SecurityProfile;
  readonly profileWaiver?: ProfileWaiver;
}

/** Whether a waiver counts at a moment. */
export function isInForce(waiver: ProfileWaiver | undefined, now: string): waiver is ProfileWaiver {
  return waiver !== undefined && waiver.until > now;
}

/** The strictest of some minimums; 1 where nobody demands more. */
export function minimumOf(demands: readonly (ProfileDemand | undefined)[]): SecurityProfile {
  return strictest(demands.map((demand) => demand?.minimumSecurityProfile));
}

export function strictest(profiles: readonly (SecurityProfile | undefined)[]): SecurityProfile {
  const wanted = new Set(profiles);
  if (wanted.has(3)) return 3;
  return wanted.has(2) ? 2 : 1;
}
