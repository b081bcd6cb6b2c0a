import { expect, it } from "vitest";
import { type DeviceVariable, withoutSecretValues } from "#domain/fleet/device-variable.ts";

const variable = (name: string, attribute: DeviceVariable["attributes"][number]) =>
  withoutSecretValues({
    component: { name: "SecurityCtrlr" },
    variable: { name },
    attributes: [attribute],
    reportedAt: "2026-03-01T10:00:00.000Z",
  }).attributes;

it("keeps what may be read", () => {
  const attributes = variable("Identity", { type: "Actual", value: "CP-1" });

  expect(attributes).toEqual([{ type: "Actual", value: "CP-1" }]);
});

it("forgets the value of a write-only attribute that a faulty charger reports", () => {
  const attributes = variable("Pin", { type: "Actual", value: "1234", mutability: "WriteOnly" });

  expect(attributes).toEqual([{ type: "Actual", mutability: "WriteOnly" }]);
});

it.each(["BasicAuthPassword", "basicauthpassword", "AuthorizationKey"])(
  "forgets the value of %s whatever the charger says of its mutability",
  (name) => {
    const attributes = variable(name, { type: "Actual", value: "x", mutability: "ReadWrite" });

    expect(attributes).toEqual([{ type: "Actual", mutability: "ReadWrite" }]);
  },
);
