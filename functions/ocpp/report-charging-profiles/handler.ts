import { chargingProfileStore } from "#adapters/dynamodb/charging-profile-store.ts";
import { reportThings } from "#domain/reports/report-things.ts";
import { sortableNumber } from "#domain/reports/reported-thing.ts";
import { recordProfile } from "#domain/smart-charging/record-profiles.ts";
import { environment } from "#functions/shared/environment.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import { profileOf201 } from "#functions/shared/profile-words.ts";
import { reportPorts } from "#functions/shared/reports.ts";
import * as v201 from "#ocpp/generated/v201/report-charging-profiles.js";

const keptProfiles = chargingProfileStore(environment("FLEET_TABLE"));

const ocpp201: OcppRoute<v201.ReportChargingProfilesRequest, v201.ReportChargingProfilesResponse> =
  {
    request: v201.validateRequest,
    response: v201.validateResponse,
    async handle(request, { caller, receivedAt }) {
      const { requestId, chargingLimitSource, chargingProfile, tbc = false, evseId } = request;
      const profiles = chargingProfile.map((profile) => ({
        kind: "charging-profile" as const,
        id: [sortableNumber(evseId), chargingLimitSource, sortableNumber(profile.id)].join("."),
        content: { evseId, chargingLimitSource, chargingProfile: profile },
        requestId,
        reportedAt: receivedAt,
      }));
      const part = { kind: "charging-profiles", requestId, tbc, receivedAt } as const;
      await reportThings(caller, profiles, part, reportPorts);
      const known = { connectorId: evseId, source: chargingLimitSource, keptAt: receivedAt };
      for (const reported of chargingProfile) {
        const profile = profileOf201(reported);
        if (profile) await recordProfile(caller, { ...known, profile }, keptProfiles);
      }
      return {};
    },
  };

export const handler = ocppHandler({
  action: "ReportChargingProfiles",
  routes: { "ocpp2.0.1": ocpp201 },
});
