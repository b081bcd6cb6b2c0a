import { expect, it } from "vitest";
import { CHARGER_ACTIONS } from "#ocpp/actions.ts";
import { DEVIATION_KINDS } from "#ocpp/normalise/deviation.ts";
import { quirkOf, VENDOR_PROFILES, vendorProfileOf } from "#ocpp/vendors/profiles.ts";

it("names kinds and actions that there are, and a source for each", () => {
  const quirks = VENDOR_PROFILES.flatMap((profile) => profile.quirks);

  for (const { kind, action, source } of quirks) {
    expect(Object.keys(DEVIATION_KINDS)).toContain(kind);
    if (action !== undefined) expect(CHARGER_ACTIONS.map((row) => row.action)).toContain(action);
    expect(source).toMatch(/^[\w.-]+\/[\w.-]+ issue \d+$/);
  }
});

it.each([
  [{ vendor: "Charge Amps AB", model: "HALO" }, "Charge Amps Halo"],
  [{ vendor: "LEGRAND", model: "Green'Up" }, "Legrand"],
  [{ vendor: "Charge Amps AB", model: "Aura" }, undefined],
])("knows the make of %j", (boot, name) => {
  expect(vendorProfileOf(boot)?.name).toBe(name);
});

it("expects a quirk of the action that it names only", () => {
  const profile = vendorProfileOf({ vendor: "Huawei", model: "X" });

  expect(quirkOf(profile, { action: "MeterValues", kind: "not-a-list" })).toBeDefined();
  expect(quirkOf(profile, { action: "Authorize", kind: "not-a-list" })).toBeUndefined();
  expect(quirkOf(undefined, { action: "MeterValues", kind: "not-a-list" })).toBeUndefined();
});
