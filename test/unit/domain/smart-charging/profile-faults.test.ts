import { describe, expect, it } from "vitest";
import type { ChargingProfile, PlacedProfile } from "#domain/smart-charging/charging-profile.ts";
import { faultsOfProfile, type ProfileBounds } from "#domain/smart-charging/profile-faults.ts";
import { clearedBy, replacedBy } from "#domain/smart-charging/replaced-profiles.ts";

const profile: ChargingProfile = {
  profileId: 1,
  purpose: "tx-default",
  stackLevel: 0,
  kind: "absolute",
  schedule: {
    unit: "A",
    startsAt: "2026-03-01T00:00:00.000Z",
    periods: [{ startSeconds: 0, limit: 16 }],
  },
};
const placed = (change: Partial<ChargingProfile> = {}, connectorId = 1): PlacedProfile => ({
  connectorId,
  profile: { ...profile, ...change },
});
const kept = (change: Partial<ChargingProfile>, connectorId = 1) => ({
  ...placed(change, connectorId),
  source: "CSO",
  keptAt: "2026-03-01T00:00:00.000Z",
});
const periods = (...starts: readonly number[]) => ({
  schedule: {
    ...profile.schedule,
    periods: starts.map((startSeconds) => ({ startSeconds, limit: 1 })),
  },
});

describe("a charging profile", () => {
  it("in order has no fault", () => {
    expect(
      faultsOfProfile(placed(), { maxStackLevel: 0, maxPeriods: 1, rateUnits: "Current" }),
    ).toEqual([]);
  });

  it.each<[string, PlacedProfile, ProfileBounds, readonly string[]]>([
    ["of a transaction where nothing charges", placed({ purpose: "tx" }), {}, ["purpose"]],
    [
      "of another transaction",
      placed({ purpose: "tx", transactionId: 8 }),
      { transactionId: 7 },
      ["transactionId"],
    ],
    [
      "for the whole charger at a connector",
      placed({ purpose: "charger-max" }),
      {},
      ["connectorId"],
    ],
    ["of somebody outside", placed({ purpose: "external" }, 0), {}, ["purpose"]],
    ["above the charger's levels", placed({ stackLevel: 9 }), { maxStackLevel: 8 }, ["stackLevel"]],
    ["that begins late", placed(periods(1)), {}, ["schedule", "periods"]],
    ["whose periods go back", placed(periods(0, 60, 60)), {}, ["schedule", "periods"]],
    ["with too many periods", placed(periods(0, 1)), { maxPeriods: 1 }, ["schedule", "periods"]],
    [
      "in a unit that the charger does not take",
      placed(),
      { rateUnits: "Power" },
      ["schedule", "unit"],
    ],
    ["that comes again and does not say when", placed({ kind: "recurring" }), {}, ["recurrency"]],
    [
      "that hangs on a transaction and has a start",
      placed({ kind: "relative" }),
      {},
      ["schedule", "startsAt"],
    ],
    ["that ends before it begins", placed({ validFrom: "2027", validTo: "2026" }), {}, ["validTo"]],
  ])("%s is at fault", (_, at, bounds, path) => {
    expect(faultsOfProfile(at, bounds).map((fault) => fault.path)).toEqual([path]);
  });

  it("replaces one of its id anywhere, and one of its level while both would count", () => {
    const sameId = kept({ profileId: 5 }, 2);
    const sameLevel = kept({ profileId: 2 });
    const over = kept({ profileId: 3, validTo: "2026-01-01T00:00:00.000Z" });
    const other = kept({ profileId: 4, stackLevel: 1 });

    const replaced = replacedBy(
      [sameId, sameLevel, over, other],
      placed({ profileId: 5, validFrom: "2026-02-01T00:00:00.000Z" }),
    );

    expect(replaced).toEqual([sameId, sameLevel]);
  });

  it("is cleared by what fits it, unless somebody outside set it", () => {
    const ours = kept({ profileId: 1 });
    const elsewhere = kept({ profileId: 2 }, 2);
    const outside = kept({ profileId: 3, purpose: "external" });
    const all = [ours, elsewhere, outside];

    expect(clearedBy(all, {})).toEqual([ours, elsewhere]);
    expect(clearedBy(all, { connectorId: 2 })).toEqual([elsewhere]);
    expect(clearedBy(all, { profileId: 3 })).toEqual([outside]);
  });
});
