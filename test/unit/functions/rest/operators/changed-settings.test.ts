import { describe, expect, it } from "vitest";
import { changedSettings } from "#functions/rest/operators/changed-settings.ts";

const BEFORE = {
  heartbeatIntervalSeconds: 300,
  staleSessionAfterSeconds: 86_400,
  defaultTariffId: "standard",
};

describe("changedSettings", () => {
  it.each([
    [{}, BEFORE],
    [{ heartbeatIntervalSeconds: 60 }, { ...BEFORE, heartbeatIntervalSeconds: 60 }],
    [{ defaultTariffId: "other" }, { ...BEFORE, defaultTariffId: "other" }],
    [
      { defaultTariffId: null },
      { heartbeatIntervalSeconds: 300, staleSessionAfterSeconds: 86_400 },
    ],
  ])("of %o", (change, expected) => {
    expect(changedSettings(BEFORE, change)).toEqual(expected);
  });

  it("leaves alone what two people set, and what was said of unknown stations", () => {
    const before = {
      ...BEFORE,
      customerKeyArn: "arn:of:a:key",
      unknownStations: "pending",
    } as const;

    expect(changedSettings(before, { heartbeatIntervalSeconds: 300 })).toEqual(before);
  });
});
