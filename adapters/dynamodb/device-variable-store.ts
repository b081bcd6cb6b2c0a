import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import type { DeviceComponent, DeviceVariable } from "#domain/fleet/device-variable.ts";
import type { DeviceVariableStore } from "#domain/fleet/report-variables.ts";
import { batchPut } from "./batch-put.ts";
import { keys } from "./keys.ts";

/** The device model that chargers report, one item a variable. */
export function deviceVariableStore(
  fleetTable: string,
  wait?: Parameters<typeof batchPut>[1],
): DeviceVariableStore {
  const put = batchPut(fleetTable, wait);
  return {
    record: (caller, variables) => put(variables.map((variable) => itemOf(caller, variable))),
  };
}

function itemOf(caller: ConnectionBinding, variable: DeviceVariable) {
  const { operatorId, chargerId } = caller;
  const { name, instance } = variable.variable;
  const component = componentName(variable.component);
  const key = keys.variable(operatorId, chargerId, component, named(name, instance));
  return { ...key, operatorId, chargerId, ...variable };
}

/** `EVSE[1]`, `Connector[1.2]`, `Controller.instance[1]`. */
function componentName({ name, instance, evseId, connectorId }: DeviceComponent): string {
  const place = [evseId, connectorId].filter((number) => number !== undefined).join(".");
  return place === "" ? named(name, instance) : `${named(name, instance)}[${place}]`;
}

function named(name: string, instance: string | undefined): string {
  return instance === undefined ? escaped(name) : `${escaped(name)}.${escaped(instance)}`;
}

/** Keeps one name from reading like another name with an instance, or like the end of a key's part. */
function escaped(name: string): string {
  return name.replaceAll(/[%#.[\]]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}
