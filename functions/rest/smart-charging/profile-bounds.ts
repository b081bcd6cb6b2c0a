import { chargerSettings } from "#adapters/dynamodb/charger-settings.ts";
import type { ProfileBounds } from "#domain/smart-charging/profile-faults.ts";
import type { ConnectedCharger } from "#functions/shared/charger-command.ts";

/** Where each version's chargers say what profiles they take (1.6 §9.4, 2.0.1 part 2 SmartChargingCtrlr). */
const SETTINGS = {
  "ocpp1.6": {
    component: "Configuration",
    maxStackLevel: "ChargeProfileMaxStackLevel",
    maxPeriods: "ChargingScheduleMaxPeriods",
    rateUnits: "ChargingScheduleAllowedChargingRateUnit",
  },
  "ocpp2.0.1": {
    component: "SmartChargingCtrlr",
    maxStackLevel: "ProfileStackLevel",
    maxPeriods: "PeriodsPerSchedule",
    rateUnits: "RateUnit",
  },
} as const;

/** What the charger said of the profiles that it takes; nothing where it never did. */
export async function profileBounds(
  fleetTable: string,
  charger: ConnectedCharger,
): Promise<ProfileBounds> {
  const { component, ...names } = SETTINGS[charger.connection.version];
  const settings = await chargerSettings(
    fleetTable,
    charger,
    Object.values(names).map((variable) => ({ component, variable })),
  );
  const reported = (name: string) => settings.find(({ variable }) => variable === name)?.value;
  const maxStackLevel = wholeNumber(reported(names.maxStackLevel));
  const maxPeriods = wholeNumber(reported(names.maxPeriods));
  const rateUnits = reported(names.rateUnits);
  return {
    ...(maxStackLevel !== undefined && { maxStackLevel }),
    ...(maxPeriods !== undefined && { maxPeriods }),
    ...(rateUnits !== undefined && { rateUnits }),
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
