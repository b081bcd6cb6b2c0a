import { listIn, numberIn, objectIn, textIn } from "../payload.ts";

/** A charging profile and where it counts; 0 is the whole charger. */
export interface PlacedProfile {
  readonly place: number;
  readonly id: number;
  readonly profile: object;
}

/** Which profiles are meant; what is absent says nothing. */
export interface ProfileCriteria {
  readonly id?: number | undefined;
  readonly place?: number | undefined;
  readonly purpose?: string | undefined;
  readonly stackLevel?: number | undefined;
}

/** What a charger that knows nothing of a limit may draw. */
const UNLIMITED = { A: 32, W: 22_000 } as const;

const purposeOf = ({ profile }: PlacedProfile) => textIn(profile, "chargingProfilePurpose");
const levelOf = ({ profile }: PlacedProfile) => numberIn(profile, "stackLevel") ?? 0;

/** The profiles of one charger. */
export function profileMemory() {
  const profiles: PlacedProfile[] = [];

  const matching = ({ id, place, purpose, stackLevel }: ProfileCriteria) =>
    profiles.filter(
      (one) =>
        (id === undefined || one.id === id) &&
        (place === undefined || one.place === place) &&
        (purpose === undefined || purposeOf(one) === purpose) &&
        (stackLevel === undefined || levelOf(one) === stackLevel),
    );
  const remove = (gone: readonly PlacedProfile[]) => {
    for (const one of gone) profiles.splice(profiles.indexOf(one), 1);
  };

  return {
    matching,
    remove,
    /** A profile replaces the one with its number, and the one with its purpose and level at its place. */
    set: (profile: PlacedProfile) => {
      const { place, id } = profile;
      const rank = { purpose: purposeOf(profile), stackLevel: levelOf(profile) };
      remove(profiles.filter((one) => one.id === id || matching({ place, ...rank }).includes(one)));
      profiles.push(profile);
    },
    /** The limit at a place now, in the unit; the first period of the highest profile of each purpose, the lowest of them. */
    limitAt: (place: number, unit: "A" | "W"): number => {
      const limits = [...new Set(profiles.map(purposeOf))].flatMap((purpose) => {
        const [highest] = profiles
          .filter((one) => purposeOf(one) === purpose && [0, place].includes(one.place))
          .filter((one) => textIn(scheduleOf(one), "chargingRateUnit") === unit)
          .sort((one, other) => levelOf(other) - levelOf(one));
        const [period] = highest ? listIn(scheduleOf(highest), "chargingSchedulePeriod") : [];
        const limit = period ? numberIn(period as object, "limit") : undefined;
        return limit === undefined ? [] : [limit];
      });
      return Math.min(UNLIMITED[unit], ...limits);
    },
  };
}

/** 2.0.1 has a list of schedules, 1.6 one. */
function scheduleOf({ profile }: PlacedProfile): object {
  const [first] = listIn(profile, "chargingSchedule");
  return typeof first === "object" && first !== null
    ? first
    : objectIn(profile, "chargingSchedule");
}
