import type {
  ChargingProfile,
  KeptProfile,
  PlacedProfile,
  ProfilePurpose,
} from "./charging-profile.ts";

/** Which profiles a ClearChargingProfile is about; all of ours where nothing is named. */
export interface ProfileCriteria {
  readonly profileId?: number | undefined;
  readonly connectorId?: number | undefined;
  readonly purpose?: ProfilePurpose | undefined;
  readonly stackLevel?: number | undefined;
}

/**
 * Those that a charger drops when it takes a new one: of the same id wherever they are, and of the same place, purpose
 * and stack level while they would count at the same time (1.6 §5.16.3, 2.0.1 part 2 K01.FR.05, K01.FR.06).
 */
export function replacedBy(
  kept: readonly KeptProfile[],
  { connectorId, profile }: PlacedProfile,
): readonly KeptProfile[] {
  return kept.filter((known) => {
    if (known.profile.profileId === profile.profileId) return true;
    const isSameLevel =
      known.connectorId === connectorId &&
      known.profile.purpose === profile.purpose &&
      known.profile.stackLevel === profile.stackLevel;
    return isSameLevel && overlap(known.profile, profile);
  });
}

/** Those that a charger drops by such a request; an id leaves nothing else to ask (1.6 §6.15, 2.0.1 K10). */
export function clearedBy(
  kept: readonly KeptProfile[],
  { profileId, connectorId, purpose, stackLevel }: ProfileCriteria,
): readonly KeptProfile[] {
  if (profileId !== undefined) return kept.filter((known) => known.profile.profileId === profileId);
  return kept.filter(
    (known) =>
      // K10.FR.06: what somebody outside set is not ours to clear.
      known.profile.purpose !== "external" &&
      (connectorId === undefined || known.connectorId === connectorId) &&
      (purpose === undefined || known.profile.purpose === purpose) &&
      (stackLevel === undefined || known.profile.stackLevel === stackLevel),
  );
}

function overlap(one: ChargingProfile, other: ChargingProfile): boolean {
  return beginsBeforeEnd(one, other) && beginsBeforeEnd(other, one);
}

function beginsBeforeEnd({ validFrom }: ChargingProfile, { validTo }: ChargingProfile): boolean {
  return validFrom === undefined || validTo === undefined || validFrom < validTo;
}
