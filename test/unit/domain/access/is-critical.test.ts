import { describe, expect, it } from "vitest";
import type { ApprovalPolicy } from "#domain/access/approval-policy.ts";
import { approvalDemanded, type Change, isCritical } from "#domain/access/is-critical.ts";
import type { Prices } from "#domain/access/price-change.ts";
import { builtInRole } from "#domain/access/roles.ts";

const PRICES: Prices = {
  currency: "EUR",
  startFeeMinor: 0,
  energyMinorPerKwh: 50,
  timeMinorPerMinute: 0,
  idleMinorPerMinute: 10,
  idleGraceMinutes: 10,
  vatRateBasisPoints: 2000,
  pricesIncludeVat: true,
};
const repriced = (change: Partial<Prices>): Change => ({
  action: "tariffs.change",
  before: PRICES,
  after: { ...PRICES, ...change },
});

describe("a change of prices needs a second person", () => {
  it.each([
    ["by a fifth", { energyMinorPerKwh: 60 }, false],
    ["by more than a fifth", { energyMinorPerKwh: 60.0001 }, true],
    ["down by more than a fifth", { energyMinorPerKwh: 39 }, true],
    ["where a price appears", { startFeeMinor: 1 }, true],
    ["where a price goes away", { idleMinorPerMinute: 0 }, true],
    ["where VAT comes on top all at once", { pricesIncludeVat: false }, false],
    [
      "where VAT comes on top and is raised",
      { pricesIncludeVat: false, vatRateBasisPoints: 2001 },
      true,
    ],
    ["where idling costs much sooner", { idleGraceMinutes: 5 }, true],
    ["in another currency", { currency: "TRY" }, true],
    ["of nothing", {}, false],
    ["to a number that is none", { energyMinorPerKwh: Number.NaN }, true],
  ])("%s: %j %s", (_, change, isIt) => {
    expect(isCritical(repriced(change), {})).toBe(isIt);
  });

  it("further, or earlier, as the operator chose", () => {
    const strict = { "tariffs.change": { threshold: 5 } };
    const loose = { "tariffs.change": { threshold: 30 } };
    const beyond = { "tariffs.change": { threshold: 1000 } };

    expect(isCritical(repriced({ energyMinorPerKwh: 53 }), strict)).toBe(true);
    expect(isCritical(repriced({ energyMinorPerKwh: 65 }), loose)).toBe(false);
    expect(isCritical(repriced({ energyMinorPerKwh: 80 }), beyond)).toBe(true);
  });
});

describe("a command needs a second person", () => {
  it.each([
    [10, 20, false],
    [11, 20, true],
    [50, 1000, false],
    [51, 1000, true],
    [Number.NaN, 1000, true],
  ])("sent to %d chargers of %d: %s", (chargers, fleetChargers, isIt) => {
    expect(isCritical({ action: "commands.mass", chargers, fleetChargers }, {})).toBe(isIt);
  });
});

describe("other changes", () => {
  const support = builtInRole("support");
  if (!support) throw new Error("no support");
  const bare = { ...support, permissions: ["sites:read"] as const };

  it.each<[string, Change, boolean]>([
    [
      "new words of a role",
      role({ before: support, after: { ...support, name: "Hotline" } }),
      false,
    ],
    ["less in a role", role({ before: support, after: bare }), true],
    ["a new role", role({ after: bare }), true],
    ["a reader's role", { action: "grants.privileged", permissions: ["sites:read"] }, false],
    ["a privileged role", { action: "grants.privileged", permissions: ["members:write"] }, true],
    [
      "any privileged grant",
      { action: "grants.privileged", permissions: ["sites:read"], kind: "privileged" },
      true,
    ],
    [
      "a broken glass, which is reviewed afterwards",
      { action: "grants.privileged", permissions: ["drivers:reveal"], kind: "break-glass" },
      false,
    ],
    [
      "a program that reads",
      { action: "api-clients.write-scopes", permissions: ["sites:read"] },
      false,
    ],
    [
      "a program that writes",
      { action: "api-clients.write-scopes", permissions: ["sites:write"] },
      true,
    ],
    ["a refund at the limit", { action: "refunds.over-limit", amountMinor: 5_000 }, false],
    ["a refund over the limit", { action: "refunds.over-limit", amountMinor: 5_001 }, true],
    [
      "new firmware on one",
      { action: "firmware.campaign", chargers: 1, isDowngrade: false },
      false,
    ],
    ["old firmware on one", { action: "firmware.campaign", chargers: 1, isDowngrade: true }, true],
    ["new firmware on two", { action: "firmware.campaign", chargers: 2, isDowngrade: false }, true],
    ["an export", { action: "operator.export" }, true],
    ["an end", { action: "operator.offboard" }, true],
    ["a credential", { action: "integrations.credential" }, true],
    ["a waiver", { action: "security.waive-minimum-profile" }, true],
  ])("need a second person or not: %s", (_, change, isIt) => {
    expect(isCritical(change, {})).toBe(isIt);
  });

  it("name what the second person must be permitted", () => {
    expect(approvalDemanded({ action: "operator.export" }, {})).toBe("operator:approve");
    expect(approvalDemanded(repriced({}), {})).toBeUndefined();
  });

  it("cannot be let go where the platform insists, whatever was stored", () => {
    const policy: ApprovalPolicy = {
      "operator.export": { demanded: false },
      "security.bot-gate-off": { demanded: false },
    };

    expect(isCritical({ action: "operator.export" }, policy)).toBe(true);
    expect(isCritical({ action: "security.bot-gate-off" }, policy)).toBe(false);
  });
});

function role(change: Omit<Extract<Change, { action: "roles.change" }>, "action">): Change {
  return { action: "roles.change", ...change };
}
