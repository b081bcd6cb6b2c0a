import { findCharger } from "#adapters/dynamodb/find-charger.ts";
import { siteStore } from "#adapters/dynamodb/site-store.ts";
import { waiveMinimumProfile } from "#contracts/rest/profile-waivers.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { defined } from "#functions/shared/defined.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { invalid } from "#functions/shared/rest-request.ts";
import { route } from "#functions/shared/rest-route.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";

const LONGEST_DAYS = 90;
const change = { action: "security.waive-minimum-profile" } as const;

/** Leave to connect below the minimum for a time. */
export const waiverRoutes = [
  route(waiveMinimumProfile, async (request) => {
    const { context, body, receivedAt } = request;
    const { chargerId, siteId, until } = body;
    const latest = new Date(Date.parse(receivedAt) + LONGEST_DAYS * 86_400_000).toISOString();
    if (until <= receivedAt || until > latest) {
      const detail = `must be in the next ${LONGEST_DAYS} days`;
      throw invalid({ in: "body", pointer: "/until", detail });
    }
    if (chargerId !== undefined) await findCharger(context, fleetTables.fleetTable, chargerId);
    if (siteId !== undefined) await siteStore(context, fleetTables).find(siteId);
    const payload = defined(body);
    const awaits = await askSecondPerson(request, { change, payload }, accessTables);
    if (!awaits) throw new Error("nobody waives a minimum alone");
    return awaits;
  }),
];
