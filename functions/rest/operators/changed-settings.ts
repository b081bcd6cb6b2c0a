import { refuseLowering } from "#domain/fleet/raise-minimum.ts";
import type { OperatorSettings } from "#domain/tenancy/operator.ts";

type SettingsChange = {
  readonly [K in keyof OperatorSettings]?: OperatorSettings[K] | null | undefined;
};

/** Settings after a merge patch (RFC 7396): what is absent stays, null takes an optional one away. Throws `security-profile.lowering`. */
export function changedSettings(
  before: OperatorSettings,
  change: SettingsChange,
): OperatorSettings {
  const defaultTariffId =
    change.defaultTariffId === undefined ? before.defaultTariffId : change.defaultTariffId;
  refuseLowering(before, change);
  const { defaultTariffId: _, ...kept } = before;
  const { minimumSecurityProfile, organisation } = change;
  const unknownStations = change.unknownStations ?? before.unknownStations;
  return {
    ...kept,
    heartbeatIntervalSeconds: change.heartbeatIntervalSeconds ?? before.heartbeatIntervalSeconds,
    staleSessionAfterSeconds: change.staleSessionAfterSeconds ?? before.staleSessionAfterSeconds,
    ...(typeof defaultTariffId === "string" && { defaultTariffId }),
    ...(unknownStations !== undefined && { unknownStations }),
    ...(minimumSecurityProfile && { minimumSecurityProfile }),
    ...(typeof organisation === "string" && { organisation }),
  };
}
