import { randomBytes } from "node:crypto";
import { base32 } from "#adapters/base32.ts";
import { fingerprintOf } from "#adapters/credentials/fingerprint.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { ConnectorCode } from "#domain/adhoc/connector-code.ts";
import { defaultGateSettings, type GateSettings } from "#domain/adhoc/gate-settings.ts";
import { type Integration, RECAPTCHA_INTEGRATION_ID } from "#domain/integrations/integration.ts";
import { SEED_ACTOR, type SeedItem } from "./demo-items.ts";
import type { DemoOperator } from "./demo-operators.ts";
import type { Privacy } from "./privacy.ts";

const SITE_KEY = "local-site-key-of-the-demo";
/** In minor units, so that lira and euro come to about the same. */
const HOLDS: Readonly<Record<string, readonly [usual: number, stepUp: number]>> = {
  TRY: [100_000, 30_000],
  EUR: [5_000, 1_500],
};

/** What lets drivers without an account charge at a demo operator: its gate, the credential for it, and a code for each charger. */
export async function demoGate(
  { operatorId, currency, sites }: DemoOperator,
  credential: string,
  { sealSecret }: Privacy,
  now: string,
): Promise<readonly SeedItem[]> {
  const born = { createdAt: now, updatedAt: now, version: 1 };
  const [holdAmountMinor, stepUpHoldAmountMinor] = HOLDS[currency] ?? [5_000, 1_500];
  const settings: GateSettings = {
    ...defaultGateSettings(operatorId, now),
    offered: true,
    siteKey: SITE_KEY,
    allowedHostnames: ["localhost", "127.0.0.1"],
    supportPhone: currency === "TRY" ? "+908500000000" : "+493000000000",
    holdAmountMinor,
    stepUpHoldAmountMinor,
    ...born,
  };
  const purpose = { purpose: "integration", itemId: RECAPTCHA_INTEGRATION_ID } as const;
  const integration: Integration = {
    operatorId,
    integrationId: RECAPTCHA_INTEGRATION_ID,
    kind: "recaptcha",
    name: "reCAPTCHA",
    owner: "Demo",
    scopes: [],
    credential: {
      sealed: await sealSecret(operatorId, credential, purpose),
      fingerprint: fingerprintOf(credential, operatorId, RECAPTCHA_INTEGRATION_ID),
      setAt: now,
      setBy: SEED_ACTOR.changedBy,
    },
    enabled: true,
    ...born,
  };
  const gate: readonly SeedItem[] = [
    {
      table: "DIRECTORY_TABLE",
      item: { ...keys.gateSettings(operatorId), ...settings, ...SEED_ACTOR },
    },
    {
      table: "DIRECTORY_TABLE",
      item: {
        ...keys.integration(operatorId, RECAPTCHA_INTEGRATION_ID),
        ...integration,
        ...SEED_ACTOR,
      },
    },
  ];
  const chargers = sites.flatMap((site) => site.chargers);
  return [...gate, ...chargers.map((charger) => codeItem(operatorId, charger, born))];
}

function codeItem(
  operatorId: string,
  { chargerId, name, ocppVersion }: DemoOperator["sites"][number]["chargers"][number],
  born: Pick<ConnectorCode, "createdAt" | "updatedAt" | "version">,
): SeedItem {
  const isFast = chargerId.includes("-DC-");
  const code: ConnectorCode = {
    operatorId,
    chargerId,
    codeId: base32(randomBytes(10), 16),
    connectorId: 1,
    ...(ocppVersion === "ocpp2.0.1" && { evseId: 1 }),
    kind: "sticker",
    label: name,
    plugType: isFast ? "ccs-2" : "type-2",
    maxPowerW: isFast ? 120_000 : 22_000,
    ...born,
  };
  const key = keys.connectorCode(operatorId, chargerId, code.codeId);
  return { table: "FLEET_TABLE", item: { ...key, ...code, ...SEED_ACTOR } };
}
