import type * as z from "zod";
import { runningTransaction } from "#adapters/dynamodb/running-transaction.ts";
import type { ProblemIssue } from "#contracts/problem.ts";
import type { setChargingProfiles } from "#contracts/rest/charging-profiles.ts";
import type { PlacedProfile } from "#domain/smart-charging/charging-profile.ts";
import { faultsOfProfile } from "#domain/smart-charging/profile-faults.ts";
import type { ConnectedCharger } from "#functions/shared/charger-command.ts";
import { defined } from "#functions/shared/defined.ts";
import { jsonPointer } from "#functions/shared/json-pointer.ts";
import { invalid } from "#functions/shared/rest-request.ts";
import { profileBounds } from "./profile-bounds.ts";

type Wish = z.output<typeof setChargingProfiles.body>["profiles"][number];

/**
 * The profiles of a request, each checked by the rules of OCPP and by what the charger said that it takes. A
 * transaction's profile names what charges at its connector. Throws `request.invalid` with every fault.
 */
export async function newProfiles(
  wishes: readonly Wish[],
  charger: ConnectedCharger,
  tables: { readonly fleetTable: string; readonly chargingTable: string },
): Promise<readonly PlacedProfile[]> {
  const bounds = await profileBounds(tables.fleetTable, charger);
  const faults: ProblemIssue[] = [];
  const profiles: PlacedProfile[] = [];
  for (const [index, wish] of wishes.entries()) {
    const isTx = wish.purpose === "tx";
    const session =
      isTx && (await runningTransaction(tables.chargingTable, charger, wish.connectorId));
    const running = session ? { transactionId: session.transactionId } : {};
    const placed = placedProfile(wish, running);
    profiles.push(placed);
    for (const { path, detail } of faultsOfProfile(placed, { ...bounds, ...running })) {
      const pointer = jsonPointer(["profiles", index, ...path]);
      faults.push({ in: "body", pointer, detail });
    }
  }
  if (faults.length > 0) throw invalid(...faults);
  return profiles;
}

function placedProfile(
  { connectorId, schedule, ...fields }: Wish,
  running: { readonly transactionId?: number | string },
): PlacedProfile {
  const periods = schedule.periods.map((period) => defined(period));
  const profile = { ...running, ...defined(fields), schedule: { ...defined(schedule), periods } };
  // Only fields that are undefined were left out, and none that is required can be.
  return { connectorId, profile: profile as PlacedProfile["profile"] };
}
