import type { ChargerControl, Commands } from "../dialect.ts";
import type { OcppConnection } from "../ocpp-connection.ts";
import { listIn, numberIn, objectIn, type Payload, textIn } from "../payload.ts";
import { type PlacedProfile, profileMemory } from "./charging-profiles.ts";

/** Charging profiles (2.0.1 block K). */
export function v201SmartCharging(charger: ChargerControl, connection: OcppConnection): Commands {
  const { connectors } = charger;
  const memory = profileMemory();
  const isPlace = (place: number) =>
    place === 0 || connectors.some(({ connectorId }) => connectorId === place);

  async function report(requestId: number, profiles: readonly PlacedProfile[]): Promise<void> {
    const places = Map.groupBy(profiles, ({ place }) => place);
    let left = places.size;
    for (const [evseId, ofPlace] of places) {
      left -= 1;
      await connection.call("ReportChargingProfiles", {
        requestId,
        chargingLimitSource: "CSO",
        evseId,
        chargingProfile: ofPlace.map(({ profile }) => profile),
        tbc: left > 0,
      });
    }
  }

  function asked(payload: Payload): readonly PlacedProfile[] {
    const criteria = objectIn(payload, "chargingProfile");
    const ids = listIn(criteria, "chargingProfileId");
    const sources = listIn(criteria, "chargingLimitSource");
    if (sources.length > 0 && !sources.includes("CSO")) return [];
    return memory
      .matching({
        place: numberIn(payload, "evseId"),
        purpose: textIn(criteria, "chargingProfilePurpose") || undefined,
        stackLevel: numberIn(criteria, "stackLevel"),
      })
      .filter(({ id }) => ids.length === 0 || ids.includes(id));
  }

  return {
    SetChargingProfile: (payload) => {
      const place = numberIn(payload, "evseId") ?? 0;
      const profile = objectIn(payload, "chargingProfile");
      const isOfSession = textIn(profile, "chargingProfilePurpose") === "TxProfile";
      const session = connectors.find(({ connectorId }) => connectorId === place)?.session;
      const isFitting = session?.transactionId === textIn(profile, "transactionId");
      if (!isPlace(place) || (isOfSession && !isFitting)) return { status: "Rejected" };
      memory.set({ place, id: numberIn(profile, "id") ?? 0, profile });
      return { status: "Accepted" };
    },
    ClearChargingProfile: (payload) => {
      const criteria = objectIn(payload, "chargingProfileCriteria");
      const gone = memory.matching({
        id: numberIn(payload, "chargingProfileId"),
        place: numberIn(criteria, "evseId"),
        purpose: textIn(criteria, "chargingProfilePurpose") || undefined,
        stackLevel: numberIn(criteria, "stackLevel"),
      });
      memory.remove(gone);
      return { status: gone.length > 0 ? "Accepted" : "Unknown" };
    },
    GetChargingProfiles: (payload) => {
      const found = asked(payload);
      if (found.length === 0) return { status: "NoProfiles" };
      charger.afterwards(() => report(numberIn(payload, "requestId") ?? 0, found));
      return { status: "Accepted" };
    },
    GetCompositeSchedule: (payload) => {
      const evseId = numberIn(payload, "evseId") ?? 0;
      if (!isPlace(evseId)) return { status: "Rejected" };
      const chargingRateUnit = textIn(payload, "chargingRateUnit") === "W" ? "W" : "A";
      const limit = memory.limitAt(evseId, chargingRateUnit);
      const schedule = {
        evseId,
        duration: numberIn(payload, "duration") ?? 0,
        scheduleStart: new Date().toISOString(),
        chargingRateUnit,
        chargingSchedulePeriod: [{ startPeriod: 0, limit }],
      };
      return { status: "Accepted", schedule };
    },
  };
}
