import type { ProfileCriteria } from "#domain/smart-charging/replaced-profiles.ts";
import type { ClearChargingProfileRequest as Request16 } from "#ocpp/generated/v16/clear-charging-profile-request.js";
import type { ClearChargingProfileRequest as Request201 } from "#ocpp/generated/v201/clear-charging-profile-request.js";
import type { GetChargingProfilesRequest } from "#ocpp/generated/v201/get-charging-profiles-request.js";
import { purposeOf, purposeWord } from "./profile-words.ts";

/** The ClearChargingProfile of 1.6 or 2.0.1 for what fits. */
export function clearProfilePayload(
  version: "ocpp1.6" | "ocpp2.0.1",
  { profileId, connectorId, purpose, stackLevel }: ProfileCriteria,
): Readonly<Record<string, unknown>> {
  const shared = {
    ...(purpose && { chargingProfilePurpose: purposeWord(version, purpose) }),
    ...(stackLevel !== undefined && { stackLevel }),
  };
  if (version === "ocpp1.6") {
    const id = profileId !== undefined && { id: profileId };
    return { ...id, ...(connectorId !== undefined && { connectorId }), ...shared };
  }
  if (profileId !== undefined) return { chargingProfileId: profileId };
  const place = connectorId !== undefined && { evseId: connectorId };
  return { chargingProfileCriteria: { ...place, ...shared } };
}

/** What a ClearChargingProfile of either version is about. */
export function criteriaOf(payload: unknown): ProfileCriteria {
  const request = payload as Request16 & Request201;
  const { evseId, ...criteria } = request.chargingProfileCriteria ?? {};
  const { chargingProfilePurpose: word, stackLevel } = { ...request, ...criteria };
  return {
    profileId: request.id ?? request.chargingProfileId,
    connectorId: request.connectorId ?? evseId,
    purpose: word && purposeOf(word),
    stackLevel,
  };
}

/** What a GetChargingProfiles asked about, one entry an id where it names some; undefined where it asked by source. */
export function askedProfiles(payload: unknown): readonly ProfileCriteria[] | undefined {
  const { evseId: connectorId, chargingProfile } = payload as GetChargingProfilesRequest;
  const { chargingProfileId, chargingProfilePurpose: word, stackLevel } = chargingProfile;
  if (chargingProfile.chargingLimitSource) return undefined;
  if (chargingProfileId) return chargingProfileId.map((profileId) => ({ profileId }));
  return [{ connectorId, purpose: word && purposeOf(word), stackLevel }];
}
