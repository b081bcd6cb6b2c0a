import { describe, expect, it } from "vitest";
import { lowestProfile } from "#domain/fleet/lowest-profile.ts";
import type { ProfileWaiver } from "#domain/fleet/security-profile.ts";

const NOW = "2026-03-01T10:00:00.000Z";
const waiver = (profile: 1 | 2 | 3): ProfileWaiver => ({
  profile,
  until: "2026-03-02T00:00:00.000Z",
});
const OVER = { profile: 1, until: NOW } as const;

describe("the lowest profile by which a charger may connect", () => {
  it("is 1 where nobody demands more", () => {
    const found = { charger: {}, site: undefined, operator: {} };

    expect(lowestProfile(found, "ocpp1.6", NOW)).toBe(1);
  });

  it.each([
    [2, 3, 3],
    [3, 2, 3],
    [2, 1, 2],
  ] as const)(
    "is the stricter of the operator's %i and the site's %i",
    (ofOperator, ofSite, lowest) => {
      const operator = { minimumSecurityProfile: ofOperator };
      const site = { minimumSecurityProfile: ofSite };

      expect(lowestProfile({ charger: {}, site, operator }, "ocpp1.6", NOW)).toBe(lowest);
    },
  );

  it.each([["charger"], ["site"], ["operator"]])("comes down by a waiver of its %s", (whose) => {
    const found = {
      charger: {},
      site: {},
      operator: { minimumSecurityProfile: 3 as const },
    };
    const waived = {
      ...found,
      [whose]: { ...found[whose as keyof typeof found], profileWaiver: waiver(2) },
    };

    expect(lowestProfile(waived, "ocpp1.6", NOW)).toBe(2);
  });

  it("is as before once the waiver is over", () => {
    const operator = { minimumSecurityProfile: 2, profileWaiver: OVER } as const;

    expect(lowestProfile({ charger: {}, site: {}, operator }, "ocpp1.6", NOW)).toBe(2);
  });

  it("does not go up by a waiver", () => {
    const operator = { minimumSecurityProfile: 1, profileWaiver: waiver(3) } as const;

    expect(lowestProfile({ charger: {}, site: {}, operator }, "ocpp1.6", NOW)).toBe(1);
  });

  it("is what the charger has reached, whoever demands less", () => {
    const charger = { securityProfile: 3 } as const;

    expect(lowestProfile({ charger, site: {}, operator: {} }, "ocpp2.0.1", NOW)).toBe(3);
  });

  it("never comes down again for 1.6, waiver or not", () => {
    const charger = { securityProfile: 3, profileWaiver: waiver(2) } as const;

    expect(lowestProfile({ charger, site: {}, operator: {} }, "ocpp1.6", NOW)).toBe(3);
  });

  it("comes down to 2 for 2.0.1 while a waiver of the charger's own allows it, and no further", () => {
    const from = (securityProfile: 2 | 3) => {
      const charger = { securityProfile, profileWaiver: waiver(1) } as const;
      return lowestProfile({ charger, site: {}, operator: {} }, "ocpp2.0.1", NOW);
    };

    expect(from(3)).toBe(2);
    expect(from(2)).toBe(2);
  });
});
