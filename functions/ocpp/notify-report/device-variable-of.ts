import type { DeviceVariable } from "#domain/fleet/device-variable.ts";
import { stated } from "#domain/fleet/stated.ts";
import type { ReportDataType } from "#ocpp/generated/v201/notify-report-request.js";

/** One entry of a report in the domain's words. `customData` is left behind: it has no meaning to us and no bounds. */
export function deviceVariableOf(entry: ReportDataType, reportedAt: string): DeviceVariable {
  const { component, variable, variableAttribute, variableCharacteristics } = entry;
  return stated({
    component: stated({
      name: component.name,
      instance: component.instance,
      evseId: component.evse?.id,
      connectorId: component.evse?.connectorId,
    }),
    variable: stated({ name: variable.name, instance: variable.instance }),
    attributes: variableAttribute.map(({ type, value, mutability, persistent, constant }) =>
      stated({ type: type ?? "Actual", value, mutability, persistent, constant }),
    ),
    characteristics: variableCharacteristics && characteristicsOf(variableCharacteristics),
    reportedAt,
  });
}

function characteristicsOf(
  reported: NonNullable<ReportDataType["variableCharacteristics"]>,
): Readonly<Record<string, unknown>> {
  const { customData, ...characteristics } = reported;
  return characteristics;
}
