import { BatchGetItemCommand } from "@aws-sdk/client-dynamodb";
import type { ChargerAddress } from "#domain/commands/command.ts";
import type { DeviceVariable } from "#domain/fleet/device-variable.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** A setting by its component (1.6: `Configuration`) and its name, both without signs that keys escape. */
export interface SettingName {
  readonly component: string;
  readonly variable: string;
}

/** What a charger last reported of a setting. */
export interface Setting extends SettingName {
  readonly value?: string;
  /** The highest that the charger says it takes (2.0.1 VariableCharacteristics). */
  readonly maxLimit?: number;
}

/** What a charger reported of some of its settings; those that it never did are left out. */
export async function chargerSettings(
  fleetTable: string,
  { operatorId, chargerId }: ChargerAddress,
  names: readonly SettingName[],
): Promise<readonly Setting[]> {
  const wanted = names.map(({ component, variable }) =>
    toItem(keys.variable(operatorId, chargerId, component, variable)),
  );
  const { Responses } = await dynamo.send(
    new BatchGetItemCommand({ RequestItems: { [fleetTable]: { Keys: wanted } } }),
  );
  return (Responses?.[fleetTable] ?? []).map((item) => settingOf(fromItem<DeviceVariable>(item)));
}

function settingOf({ component, variable, attributes, characteristics }: DeviceVariable): Setting {
  const value = attributes.find(({ type }) => type === "Actual")?.value;
  const maxLimit = characteristics?.["maxLimit"];
  return {
    component: component.name,
    variable: variable.name,
    ...(value !== undefined && { value }),
    ...(typeof maxLimit === "number" && { maxLimit }),
  };
}
