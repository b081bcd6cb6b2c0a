import type { OperatorSettings } from "#domain/tenancy/operator.ts";

type SettingsChange = {
  readonly [K in keyof OperatorSettings]?: OperatorSettings[K] | null | undefined;
};

/** Settings after a merge patch (RFC 7396): what is absent stays, null takes an optional one away. */
export function changedSettings(
  before: OperatorSettings,
  change: SettingsChange,
): OperatorSettings {
  const defaultTariffId =
    change.defaultTariffId === undefined ? before.defaultTariffId : change.defaultTariffId;
  const { customerKeyArn } = before;
  const unknownStations = change.unknownStations ?? before.unknownStations;
  return {
    heartbeatIntervalSeconds: change.heartbeatIntervalSeconds ?? before.heartbeatIntervalSeconds,
    staleSessionAfterSeconds: change.staleSessionAfterSeconds ?? before.staleSessionAfterSeconds,
    ...(typeof defaultTariffId === "string" && { defaultTariffId }),
    ...(customerKeyArn !== undefined && { customerKeyArn }),
    ...(unknownStations !== undefined && { unknownStations }),
  };
}
