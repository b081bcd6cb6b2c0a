import { expect, it } from "vitest";
import { reportedVariables } from "#functions/ocpp/default/reported-variables.ts";
import { aCommand } from "#test/support/commands.ts";

const reportedAt = "2026-03-01T10:00:02.000Z";

it("reads the keys of GetConfiguration, with and without a value", () => {
  const response = {
    configurationKey: [
      { key: "HeartbeatInterval", readonly: false, value: "300" },
      { key: "SupportedFeatureProfiles", readonly: true },
    ],
    unknownKey: ["Nonsense"],
  };

  const variables = reportedVariables(
    aCommand({ action: "GetConfiguration", state: "answered", response }),
    reportedAt,
  );

  expect(variables).toEqual([
    {
      component: { name: "Configuration" },
      variable: { name: "HeartbeatInterval" },
      attributes: [{ type: "Actual", value: "300", mutability: "ReadWrite" }],
      reportedAt,
    },
    {
      component: { name: "Configuration" },
      variable: { name: "SupportedFeatureProfiles" },
      attributes: [{ type: "Actual", mutability: "ReadOnly" }],
      reportedAt,
    },
  ]);
});

it("gathers the attributes of a variable from GetVariables, and leaves out what was refused", () => {
  const place = {
    component: { name: "EVSE", evse: { id: 1, connectorId: 2 } },
    variable: { name: "Power", instance: "a" },
  };
  const response = {
    getVariableResult: [
      { ...place, attributeStatus: "Accepted", attributeValue: "11" },
      { ...place, attributeStatus: "Accepted", attributeType: "MaxSet", attributeValue: "22" },
      { ...place, attributeStatus: "NotSupportedAttributeType", attributeType: "MinSet" },
    ],
  };

  const variables = reportedVariables(
    aCommand({ action: "GetVariables", state: "answered", response }),
    reportedAt,
  );

  expect(variables).toEqual([
    {
      component: { name: "EVSE", evseId: 1, connectorId: 2 },
      variable: { name: "Power", instance: "a" },
      attributes: [
        { type: "Actual", value: "11" },
        { type: "MaxSet", value: "22" },
      ],
      reportedAt,
    },
  ]);
});

it.each([
  aCommand({ action: "Reset", state: "answered", response: { status: "Accepted" } }),
  aCommand({ action: "GetConfiguration", state: "failed", response: { raw: "[3" } }),
])("reads nothing from $action that is $state", (command) => {
  expect(reportedVariables(command, reportedAt)).toEqual([]);
});
