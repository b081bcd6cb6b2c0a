import type {
  ChargingProfile,
  PlacedProfile,
  ProfilePurpose,
} from "#domain/smart-charging/charging-profile.ts";
import type { SetChargingProfileRequest as Request16 } from "#ocpp/generated/v16/set-charging-profile-request.js";
import type {
  ChargingProfileType,
  SetChargingProfileRequest as Request201,
} from "#ocpp/generated/v201/set-charging-profile-request.js";

type Profile16 = Request16["csChargingProfiles"];
type Purpose201 = ChargingProfileType["chargingProfilePurpose"];

const WORD_OF_PURPOSE = {
  "charger-max": "ChargingStationMaxProfile",
  external: "ChargingStationExternalConstraints",
  "tx-default": "TxDefaultProfile",
  tx: "TxProfile",
} as const satisfies Record<ProfilePurpose, Purpose201>;

const PURPOSE_OF_WORD: Readonly<Record<Purpose201 | "ChargePointMaxProfile", ProfilePurpose>> = {
  ChargePointMaxProfile: "charger-max",
  ChargingStationMaxProfile: "charger-max",
  ChargingStationExternalConstraints: "external",
  TxDefaultProfile: "tx-default",
  TxProfile: "tx",
};

const WORD_OF_KIND = {
  absolute: "Absolute",
  recurring: "Recurring",
  relative: "Relative",
} as const;
const KIND_OF_WORD = {
  Absolute: "absolute",
  Recurring: "recurring",
  Relative: "relative",
} as const;
const WORD_OF_RECURRENCY = { daily: "Daily", weekly: "Weekly" } as const;
const RECURRENCY_OF_WORD = { Daily: "daily", Weekly: "weekly" } as const;

/** OCPP's word for a purpose. */
export function purposeWord(
  version: "ocpp1.6" | "ocpp2.0.1",
  purpose: ProfilePurpose,
): keyof typeof PURPOSE_OF_WORD {
  const isOldMax = version === "ocpp1.6" && purpose === "charger-max";
  return isOldMax ? "ChargePointMaxProfile" : WORD_OF_PURPOSE[purpose];
}

/** Our word for a purpose of either version. */
export function purposeOf(word: keyof typeof PURPOSE_OF_WORD): ProfilePurpose {
  return PURPOSE_OF_WORD[word];
}

/** The SetChargingProfile of 1.6 or 2.0.1 that sets a profile. */
export function setProfilePayload(
  version: "ocpp1.6" | "ocpp2.0.1",
  { connectorId, profile }: PlacedProfile,
): Readonly<Record<string, unknown>> {
  const { transactionId, stackLevel, recurrency, validFrom, validTo } = profile;
  const fields = {
    stackLevel,
    chargingProfilePurpose: purposeWord(version, profile.purpose),
    chargingProfileKind: WORD_OF_KIND[profile.kind],
    ...(recurrency && { recurrencyKind: WORD_OF_RECURRENCY[recurrency] }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo !== undefined && { validTo }),
  };
  const { profileId } = profile;
  if (version === "ocpp1.6") {
    const id = { chargingProfileId: profileId };
    const transaction = transactionId !== undefined && { transactionId: Number(transactionId) };
    const chargingSchedule = scheduleWords(profile);
    const csChargingProfiles = { ...id, ...transaction, ...fields, chargingSchedule };
    return { connectorId, csChargingProfiles };
  }
  return {
    evseId: connectorId,
    chargingProfile: {
      id: profileId,
      ...fields,
      ...(transactionId !== undefined && { transactionId: String(transactionId) }),
      // Several schedules are alternatives for ISO 15118; we offer none.
      chargingSchedule: [{ id: 1, ...scheduleWords(profile) }],
    },
  };
}

/** The profile of a SetChargingProfile of either version. */
export function placedProfileOf(payload: unknown): PlacedProfile | undefined {
  const { csChargingProfiles, chargingProfile, connectorId, evseId } = payload as Partial<
    Request16 & Request201
  >;
  if (csChargingProfiles && connectorId !== undefined) {
    return { connectorId, profile: profileOf16(csChargingProfiles) };
  }
  const profile = chargingProfile && profileOf201(chargingProfile);
  return profile && evseId !== undefined ? { connectorId: evseId, profile } : undefined;
}

/** A profile as a 2.0.1 charger reports it; undefined for one without a schedule. */
export function profileOf201(profile: ChargingProfileType): ChargingProfile | undefined {
  const [schedule] = profile.chargingSchedule;
  return schedule && { profileId: profile.id, ...sharedFields(profile), ...scheduleOf(schedule) };
}

function profileOf16(profile: Profile16): ChargingProfile {
  const profileId = profile.chargingProfileId;
  return { profileId, ...sharedFields(profile), ...scheduleOf(profile.chargingSchedule) };
}

function sharedFields(profile: Profile16 | ChargingProfileType) {
  const { recurrencyKind, validFrom, validTo, transactionId } = profile;
  return {
    purpose: purposeOf(profile.chargingProfilePurpose),
    stackLevel: profile.stackLevel,
    kind: KIND_OF_WORD[profile.chargingProfileKind],
    ...(recurrencyKind && { recurrency: RECURRENCY_OF_WORD[recurrencyKind] }),
    ...(validFrom !== undefined && { validFrom: utc(validFrom) }),
    ...(validTo !== undefined && { validTo: utc(validTo) }),
    ...(transactionId !== undefined && { transactionId }),
  };
}

function scheduleOf(
  schedule: Profile16["chargingSchedule"] | ChargingProfileType["chargingSchedule"][number],
): Pick<ChargingProfile, "schedule"> {
  const { startSchedule, duration, minChargingRate, chargingRateUnit: unit } = schedule;
  return {
    schedule: {
      unit,
      ...(startSchedule !== undefined && { startsAt: utc(startSchedule) }),
      ...(duration !== undefined && { durationSeconds: duration }),
      ...(minChargingRate !== undefined && { minimumLimit: minChargingRate }),
      periods: schedule.chargingSchedulePeriod.map(({ startPeriod, limit, numberPhases }) => ({
        startSeconds: startPeriod,
        limit,
        ...(numberPhases !== undefined && { numberPhases }),
      })),
    },
  };
}

function scheduleWords({ schedule }: ChargingProfile) {
  const { unit, startsAt, durationSeconds, minimumLimit, periods } = schedule;
  return {
    ...(durationSeconds !== undefined && { duration: durationSeconds }),
    ...(startsAt !== undefined && { startSchedule: startsAt }),
    chargingRateUnit: unit,
    chargingSchedulePeriod: periods.map(({ startSeconds, limit, numberPhases }) => ({
      startPeriod: startSeconds,
      limit,
      ...(numberPhases !== undefined && { numberPhases }),
    })),
    ...(minimumLimit !== undefined && { minChargingRate: minimumLimit }),
  };
}

/** A time that is none stays as it is: it then counts for nothing. */
function utc(time: string): string {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? time : new Date(ms).toISOString();
}
