/** What a profile limits: the charger as a whole, by us or by somebody outside, or what charges at a connector. */
export type ProfilePurpose = "charger-max" | "external" | "tx-default" | "tx";
export type RateUnit = "A" | "W";

/** From `startSeconds` into the schedule on. */
interface SchedulePeriod {
  readonly startSeconds: number;
  /** In the schedule's unit; A are per phase. */
  readonly limit: number;
  readonly numberPhases?: number;
}

interface ChargingSchedule {
  readonly unit: RateUnit;
  /** ISO 8601 UTC; absent where it counts from the beginning of the transaction. */
  readonly startsAt?: string;
  /** How long it counts; to the end of the profile where absent. */
  readonly durationSeconds?: number;
  /** Below this the car is said to charge badly. */
  readonly minimumLimit?: number;
  readonly periods: readonly SchedulePeriod[];
}

/** A charging profile in the words that 1.6 and 2.0.1 share (1.6 §7.8, 2.0.1 part 2 ChargingProfileType). */
export interface ChargingProfile {
  /** Unique on its charger. */
  readonly profileId: number;
  readonly purpose: ProfilePurpose;
  /** Of profiles of one purpose the highest that has something to say counts. */
  readonly stackLevel: number;
  readonly kind: "absolute" | "recurring" | "relative";
  readonly recurrency?: "daily" | "weekly";
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Of `tx` only. */
  readonly transactionId?: number | string;
  readonly schedule: ChargingSchedule;
}

/** A profile where it counts: a connector (1.6) or an EVSE (2.0.1), 0 for the charger as a whole. */
export interface PlacedProfile {
  readonly connectorId: number;
  readonly profile: ChargingProfile;
}

/** A profile that the charger has, as far as we were told. */
export interface KeptProfile extends PlacedProfile {
  /** Who set it: us, or whom the charger named (2.0.1 ChargingLimitSource). */
  readonly source: string;
  /** When the charger last accepted or reported it. */
  readonly keptAt: string;
  /** The command by which we set it. */
  readonly commandId?: string;
}
