import type { Command } from "#domain/commands/command.ts";
import type { DeviceComponent, DeviceVariable } from "#domain/fleet/device-variable.ts";
import type { GetConfigurationResponse } from "#ocpp/generated/v16/get-configuration.js";
import type { GetVariablesResponse } from "#ocpp/generated/v201/get-variables.js";

/** What a charger's answer tells of its configuration; nothing for answers that are about something else. */
export function reportedVariables(answered: Command, reportedAt: string): DeviceVariable[] {
  if (answered.state !== "answered") return [];
  // The answer has passed the schema of its action.
  const response: unknown = answered.response;
  if (answered.action === "GetConfiguration") {
    return configurationKeys(response as GetConfigurationResponse, reportedAt);
  }
  if (answered.action === "GetVariables") {
    return variables(response as GetVariablesResponse, reportedAt);
  }
  return [];
}

function configurationKeys(
  { configurationKey = [] }: GetConfigurationResponse,
  reportedAt: string,
): DeviceVariable[] {
  return configurationKey.map(({ key, value, readonly }) => ({
    component: { name: "Configuration" },
    variable: { name: key },
    attributes: [
      {
        type: "Actual",
        ...(value !== undefined && { value }),
        mutability: readonly ? "ReadOnly" : "ReadWrite",
      },
    ],
    reportedAt,
  }));
}

function variables(
  { getVariableResult }: GetVariablesResponse,
  reportedAt: string,
): DeviceVariable[] {
  const found = new Map<string, DeviceVariable>();
  for (const result of getVariableResult) {
    const { attributeStatus, attributeType: type = "Actual", attributeValue: value } = result;
    if (attributeStatus !== "Accepted") continue;
    const component = componentOf(result.component);
    const { name, instance } = result.variable;
    const variable = { name, ...(instance !== undefined && { instance }) };
    const key = JSON.stringify([component, variable]);
    const attribute = { type, ...(value !== undefined && { value }) };
    const attributes = [...(found.get(key)?.attributes ?? []), attribute];
    found.set(key, { component, variable, attributes, reportedAt });
  }
  return [...found.values()];
}

function componentOf({
  name,
  instance,
  evse,
}: GetVariablesResponse["getVariableResult"][number]["component"]): DeviceComponent {
  return {
    name,
    ...(instance !== undefined && { instance }),
    ...(evse && { evseId: evse.id }),
    ...(evse?.connectorId !== undefined && { connectorId: evse.connectorId }),
  };
}
