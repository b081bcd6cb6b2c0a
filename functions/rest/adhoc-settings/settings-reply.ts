import { circuitBreakerStore } from "#adapters/dynamodb/circuit-breaker-store.ts";
import { gateTestStore } from "#adapters/dynamodb/gate-test-store.ts";
import { integrationUse } from "#adapters/dynamodb/integration-use.ts";
import type { AdHocSettingsView } from "#contracts/rest/adhoc-settings.ts";
import type { GateSettings } from "#domain/adhoc/gate-settings.ts";
import { effectiveBands } from "#domain/adhoc/score-bands.ts";
import { daysBetween, RECAPTCHA_INTEGRATION_ID } from "#domain/integrations/integration.ts";
import { tables } from "./tables.ts";

const integrations = integrationUse(tables.directoryTable);
const breaker = circuitBreakerStore(tables.chargingTable);

/** The settings with what belongs to them: of the credential only what it can be recognised by. */
export async function settingsReply(
  settings: GateSettings,
  now: string,
): Promise<AdHocSettingsView> {
  const { operatorId, allowedHostnames, gateEnabled, threshold, stepUpFrom } = settings;
  const [integration, test, openUntil] = await Promise.all([
    integrations.find(operatorId, RECAPTCHA_INTEGRATION_ID),
    gateTestStore(tables.chargingTable, operatorId).find(),
    breaker.find(operatorId),
  ]);
  const { credential } = integration ?? {};
  const isLeftAlone = openUntil !== undefined && openUntil > now;
  return {
    ...settings,
    allowedHostnames: [...allowedHostnames],
    effective: shownBands(threshold, stepUpFrom),
    ...(credential && {
      credential: {
        fingerprint: credential.fingerprint,
        setAt: credential.setAt,
        ageDays: daysBetween(credential.setAt, now),
      },
    }),
    ...(test && {
      connectionTest: {
        requestedAt: test.requestedAt,
        ...(test.testedAt !== undefined && { testedAt: test.testedAt }),
        ...(test.result !== undefined && { result: test.result }),
      },
    }),
    warnings: [
      ...(gateEnabled ? [] : (["gate-off"] as const)),
      ...(credential && integration?.enabled ? [] : (["credential-missing"] as const)),
      ...(isLeftAlone ? (["provider-left-alone"] as const) : []),
    ],
  };
}

/** What a threshold comes to. */
export function shownBands(threshold: number, stepUpFrom?: number): AdHocSettingsView["effective"] {
  const { passes, stepsUp, refuses } = effectiveBands(threshold, stepUpFrom);
  return { passes: [...passes], stepsUp: [...stepsUp], refuses: [...refuses] };
}
