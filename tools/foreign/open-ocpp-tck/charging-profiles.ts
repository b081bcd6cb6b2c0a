interface ChargingProfile {
  readonly chargingProfileId: number;
  readonly transactionId?: number;
  readonly stackLevel: number;
  readonly chargingProfilePurpose: string;
  readonly chargingProfileKind: string;
  readonly chargingSchedule: {
    readonly chargingRateUnit: string;
    readonly chargingSchedulePeriod: readonly {
      readonly startPeriod: number;
      readonly limit: number;
    }[];
  };
}

const LIMIT_W = 11_000;

function profile(chargingProfileId: number, chargingProfilePurpose: string): ChargingProfile {
  return {
    chargingProfileId,
    stackLevel: 0,
    chargingProfilePurpose,
    chargingProfileKind: "Relative",
    chargingSchedule: {
      chargingRateUnit: "W",
      chargingSchedulePeriod: [{ startPeriod: 0, limit: LIMIT_W }],
    },
  };
}

/** The profiles that the suite expects to find, by the names it gives them. OCPP sends profiles whole, so they need no place in the platform. */
const PROFILES: Readonly<Record<string, ChargingProfile>> = {
  "TC056 TxDefaultProfile": profile(56, "TxDefaultProfile"),
  "TC057 TxProfile": profile(57, "TxProfile"),
};

/** The handle of a profile: its id on the wire. Empty where there is none of that name. */
export function profileHandle(description: string): string {
  return String(PROFILES[description]?.chargingProfileId ?? "");
}

/** The profile behind a handle, for a transaction where one is given. Throws where the handle names none. */
export function profileOf(handle: string, transactionId?: number): ChargingProfile {
  const found = Object.values(PROFILES).find((one) => String(one.chargingProfileId) === handle);
  if (found === undefined) throw new Error(`There is no charging profile ${handle}.`);
  return transactionId === undefined ? found : { ...found, transactionId };
}
