import type { Permission } from "#domain/access/permissions.ts";

/** What helps a driver, and changes nothing of how the charger works or measures. */
const HELP: readonly string[] = [
  "ChangeAvailability",
  "ClearCache",
  "GetBaseReport",
  "GetConfiguration",
  "GetVariables",
  "RemoteStartTransaction",
  "RemoteStopTransaction",
  "RequestStartTransaction",
  "RequestStopTransaction",
  "Reset",
  "TriggerMessage",
  "UnlockConnector",
];

/** What a command demands of whoever sends it; one that nobody has thought about is a change of the configuration. */
export function permissionOfAction(action: string): Permission {
  if (HELP.includes(action)) return "commands:send";
  return action.endsWith("UpdateFirmware") ? "firmware:update" : "commands:configure";
}
