import type { ChargingProfile, PlacedProfile } from "./charging-profile.ts";

/** What is known of the charger that a profile is for; absent where it has not told. */
export interface ProfileBounds {
  readonly maxStackLevel?: number;
  readonly maxPeriods?: number;
  /** The units that it takes: `Current`, `Power` (1.6), `A`, `W` (2.0.1) in one text. */
  readonly rateUnits?: string;
  /** What charges at the connector. */
  readonly transactionId?: number | string;
}

export interface ProfileFault {
  /** Names of fields from the profile down, `connectorId` beside it. */
  readonly path: readonly string[];
  readonly detail: string;
}

/** What keeps a profile from being set (1.6 §3.13, §5.16, 2.0.1 part 2 K01); empty where nothing does. */
export function faultsOfProfile(
  placed: PlacedProfile,
  bounds: ProfileBounds,
): readonly ProfileFault[] {
  return [
    ...placeFaults(placed, bounds),
    ...timeFaults(placed.profile),
    ...scheduleFaults(placed.profile, bounds),
  ];
}

function placeFaults(
  { connectorId, profile }: PlacedProfile,
  { transactionId: running, maxStackLevel }: ProfileBounds,
): readonly ProfileFault[] {
  const { purpose, stackLevel, transactionId } = profile;
  const isOther = transactionId !== undefined && String(transactionId) !== String(running);
  const isTx = purpose === "tx";
  return faults([
    [purpose === "external", ["purpose"], "Set by others, and only reported"],
    [
      purpose === "charger-max" && connectorId !== 0,
      ["connectorId"],
      "The charger as a whole is connector 0",
    ],
    [isTx && connectorId === 0, ["connectorId"], "A transaction is at a connector"],
    [isTx && running === undefined, ["purpose"], "Nothing charges at this connector"],
    [isTx && running !== undefined && isOther, ["transactionId"], "Another one charges there"],
    [!isTx && transactionId !== undefined, ["transactionId"], "Only for the purpose tx"],
    [
      maxStackLevel !== undefined && stackLevel > maxStackLevel,
      ["stackLevel"],
      `The charger's highest is ${maxStackLevel}`,
    ],
  ]);
}

function timeFaults(profile: ChargingProfile): readonly ProfileFault[] {
  const { kind, purpose, recurrency, validFrom, validTo, schedule } = profile;
  const start = ["schedule", "startsAt"];
  return faults([
    [kind === "recurring" && recurrency === undefined, ["recurrency"], "daily or weekly"],
    [kind !== "recurring" && recurrency !== undefined, ["recurrency"], "Only for recurring ones"],
    [kind === "relative" && schedule.startsAt !== undefined, start, "Begins with the transaction"],
    [kind !== "relative" && schedule.startsAt === undefined, start, "Required"],
    [
      kind === "relative" && purpose === "charger-max",
      ["kind"],
      "The charger's own limit cannot hang on a transaction",
    ],
    [
      validFrom !== undefined && validTo !== undefined && !(validFrom < validTo),
      ["validTo"],
      "Must be later than validFrom",
    ],
  ]);
}

function scheduleFaults(
  { schedule: { unit, periods } }: ChargingProfile,
  { maxPeriods, rateUnits }: ProfileBounds,
): readonly ProfileFault[] {
  const path = ["schedule", "periods"];
  const isAscending = periods.every(
    ({ startSeconds }, index) =>
      index === 0 || startSeconds > (periods[index - 1]?.startSeconds ?? 0),
  );
  return faults([
    [periods[0]?.startSeconds !== 0, path, "The first begins at 0"],
    [!isAscending, path, "Each begins later than the one before"],
    [
      maxPeriods !== undefined && periods.length > maxPeriods,
      path,
      `The charger takes ${maxPeriods} at most`,
    ],
    [
      rateUnits !== undefined && !takesUnit(rateUnits, unit),
      ["schedule", "unit"],
      `The charger takes ${rateUnits}`,
    ],
  ]);
}

/** 1.6 says Current and Power. What names neither is no answer to go by. */
function takesUnit(rateUnits: string, unit: "A" | "W"): boolean {
  const named = rateUnits.split(",").map((name) => name.trim().toLowerCase());
  const amperes = named.includes("a") || named.includes("current");
  const watts = named.includes("w") || named.includes("power");
  if (!amperes && !watts) return true;
  return unit === "A" ? amperes : watts;
}

function faults(
  found: readonly (readonly [isFault: boolean, path: readonly string[], detail: string])[],
): readonly ProfileFault[] {
  return found.filter(([isFault]) => isFault).map(([, path, detail]) => ({ path, detail }));
}
