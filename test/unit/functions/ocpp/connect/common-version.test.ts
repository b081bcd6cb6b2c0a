import { expect, it } from "vitest";
import { commonVersion } from "#functions/ocpp/connect/common-version.ts";

it.each([
  ["ocpp1.6", "ocpp1.6"],
  ["ocpp2.0.1", "ocpp2.0.1"],
  ["ocpp2.0.1, ocpp1.6", "ocpp2.0.1"],
  ["ocpp1.6,ocpp2.0.1", "ocpp1.6"],
  ["ocpp2.1 ,  ocpp1.6", "ocpp1.6"],
])("speaks with a charger that offers %s the version %s", (offered, version) => {
  expect(commonVersion(offered)).toBe(version);
});

it.each([undefined, "", "ocpp2.1", "OCPP1.6J", "ocpp1.5, ocpp2.0"])(
  "has no version in common with a charger that offers %s",
  (offered) => {
    expect(commonVersion(offered)).toBeUndefined();
  },
);
