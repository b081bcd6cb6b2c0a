import type { ConnectionBinding } from "./charger.ts";
import { type DeviceVariable, withoutSecretValues } from "./device-variable.ts";

export interface DeviceVariableStore {
  /** Replaces what was known of each of these variables. */
  record(caller: ConnectionBinding, variables: readonly DeviceVariable[]): Promise<void>;
}

/** Keeps one part of a charger's report on its device model, without secrets. */
export async function reportVariables(
  caller: ConnectionBinding,
  variables: readonly DeviceVariable[],
  ports: { readonly variables: DeviceVariableStore },
): Promise<void> {
  if (variables.length === 0) return;
  await ports.variables.record(caller, variables.map(withoutSecretValues));
}
