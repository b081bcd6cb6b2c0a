import type { ChargerControl, Commands } from "../dialect.ts";
import { numberIn, objectIn, textIn } from "../payload.ts";
import { profileMemory } from "./charging-profiles.ts";

/** Charging profiles (1.6 §5.5, 5.7, 5.16). */
export function v16SmartCharging({ connectors }: ChargerControl): Commands {
  const memory = profileMemory();
  const isPlace = (place: number) =>
    place === 0 || connectors.some(({ connectorId }) => connectorId === place);

  return {
    SetChargingProfile: (payload) => {
      const place = numberIn(payload, "connectorId") ?? 0;
      const profile = objectIn(payload, "csChargingProfiles");
      const isOfSession = textIn(profile, "chargingProfilePurpose") === "TxProfile";
      const busy = connectors.find(({ connectorId }) => connectorId === place)?.session;
      if (!isPlace(place) || (isOfSession && !busy)) return { status: "Rejected" };
      memory.set({ place, id: numberIn(profile, "chargingProfileId") ?? 0, profile });
      return { status: "Accepted" };
    },
    ClearChargingProfile: (payload) => {
      const gone = memory.matching({
        id: numberIn(payload, "id"),
        place: numberIn(payload, "connectorId"),
        purpose: textIn(payload, "chargingProfilePurpose") || undefined,
        stackLevel: numberIn(payload, "stackLevel"),
      });
      memory.remove(gone);
      return { status: gone.length > 0 ? "Accepted" : "Unknown" };
    },
    GetCompositeSchedule: (payload) => {
      const connectorId = numberIn(payload, "connectorId") ?? 0;
      if (!isPlace(connectorId)) return { status: "Rejected" };
      const chargingRateUnit = textIn(payload, "chargingRateUnit") === "W" ? "W" : "A";
      const limit = memory.limitAt(connectorId, chargingRateUnit);
      const scheduleStart = new Date().toISOString();
      const chargingSchedule = {
        duration: numberIn(payload, "duration") ?? 0,
        startSchedule: scheduleStart,
        chargingRateUnit,
        chargingSchedulePeriod: [{ startPeriod: 0, limit }],
      };
      return { status: "Accepted", connectorId, scheduleStart, chargingSchedule };
    },
  };
}
