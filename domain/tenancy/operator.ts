import type { UnknownStations } from "../fleet/pending-charger.ts";
import type { ProfileWaiver, SecurityProfile } from "../fleet/security-profile.ts";

/** An operator of charging points: the tenant. Everything that is stored belongs to exactly one. */
export interface Operator {
  readonly operatorId: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** ISO 4217; what its tariffs are in. */
  readonly currency: string;
  /** IANA name, for what people read; everything stored is UTC. */
  readonly timeZone: string;
  readonly settings: OperatorSettings;
  readonly profileWaiver?: ProfileWaiver;
  /** Nobody's: the platform keeps it to try whether operators are apart. */
  readonly isCanary?: true;
  /** Since when its people may only read, and its chargers begin no sessions. */
  readonly suspendedAt?: string;
  readonly suspendedBecause?: string;
  /** Where everything that it has is being destroyed. */
  readonly offboarding?: Offboarding;
  /** When that was done: nothing is left but this, so that nobody else ever gets the id. */
  readonly offboardedAt?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** How far the end of an operator has come. */
export interface Offboarding {
  readonly approvalId: string;
  readonly startedAt: string;
  /** What is destroyed now: first what hangs on something, then everything, then what came late. */
  readonly pass: 1 | 2 | 3;
  /** Where in the pass to go on; absent for its beginning. */
  readonly position?: string;
  readonly deletedItems: number;
}

export interface OperatorSettings {
  /** What BootNotification answers; API Gateway cuts a socket that is silent for ten minutes, so at most 540. */
  readonly heartbeatIntervalSeconds: number;
  /** A session that has been silent this long is closed by the sweep and flagged. */
  readonly staleSessionAfterSeconds: number;
  /** The tariff of chargers and sites that name none. */
  readonly defaultTariffId?: string;
  /** What becomes of stations that nobody made known; they are refused where it says nothing. */
  readonly unknownStations?: UnknownStations;
  /** The operator's own KMS key that wraps its data keys; the platform's where absent. Two people set it. */
  readonly customerKeyArn?: string;
  /** The lowest security profile of its chargers; 1 where absent, and the edge admits TLS alone. */
  readonly minimumSecurityProfile?: SecurityProfile;
  /** What the certificates of its chargers name as their organisation; its name where absent. */
  readonly organisation?: string;
}

export const DEFAULT_OPERATOR_SETTINGS: OperatorSettings = {
  heartbeatIntervalSeconds: 300,
  staleSessionAfterSeconds: 86_400,
};
