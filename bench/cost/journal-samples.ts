import type { ItemChange } from "#domain/audit/entry-of-change.ts";
import type { JournaledTable } from "#domain/audit/kind-of.ts";

const AT = "2026-11-20T10:00:00.000Z";
const SESSION = "3xk7qv2m5w8r1t6y9p4s0d2f7h";

type Image = Readonly<Record<string, unknown>>;

function change(
  table: JournaledTable,
  [pk, sk]: readonly [string, string],
  { before, after }: { readonly before?: Image; readonly after: Image },
): ItemChange {
  return {
    table,
    kind: before ? "MODIFY" : "INSERT",
    pk,
    sk,
    at: AT,
    sequenceNumber: "100000000000000000001",
    after,
    ...(before && { before }),
    expired: false,
  };
}

const started = {
  sessionId: SESSION,
  chargerId: "CP-0001",
  siteId: "harbour",
  transactionId: 1_482_330_127,
  connectorId: 1,
  state: "active",
  authorization: "Accepted",
  startedAt: AT,
  meterStartWh: 1_204_330,
  flags: [],
  tokenRef: "abcdefghijklmnopqrstuvwxyz",
  tariff: { tariffId: "standard", currency: "EUR", energyMinorPerKwh: 45, startFeeMinor: 0 },
};
const ended = {
  ...started,
  state: "ended",
  endedAt: AT,
  meterStopWh: 1_226_110,
  energyWh: 21_780,
  idleSeconds: 0,
  stopReason: "Local",
  cost: { amountMinor: 980, currency: "EUR", netMinor: 817, vatMinor: 163 },
};
const connectors = (status: string) => ({ connectors: { 1: { status, at: AT } } });
const connection = (connectionId: string) => ({
  connection: { connectionId, connectedAt: AT, version: "ocpp1.6" },
});
const boot = (bootedAt: string) => ({
  boot: { vendor: "Vendor", model: "Model 22", firmwareVersion: "3.12.7", bootedAt },
});
const onSession = [`demo-a#${SESSION}`, "SESSION"] as const;
const onCharger = ["demo-a#CP-0001", "CHARGER"] as const;
const onToken = ["demo-a", "TOKEN#abcdefghijklmnopqrstuvwxyz"] as const;
const token = (activeSessions: number) => ({ status: "valid", activeSessions });

/** What the stores write, as far as the journal tells it, together where it is written in one transaction. */
export const JOURNALED_CHANGES = {
  reading: [
    change("Charging", [`demo-a#${SESSION}`, `METER#${AT}#0123456789abcdef`], {
      after: {
        readings: [
          { measurand: "energy", value: 1_204_880, takenAt: AT, context: "Sample.Periodic" },
          { measurand: "power", value: 11_040, takenAt: AT, context: "Sample.Periodic" },
        ],
        receivedAt: AT,
      },
    }),
  ],
  start: [
    change("Charging", onSession, { after: started }),
    change("Charging", ["demo-a#CP-0001", "START#0123456789abcdef"], {
      after: { transactionId: 1_482_330_127, authorization: "Accepted" },
    }),
    change("Charging", ["demo-a#TX#1482330127", "TRANSACTION"], { after: { sessionId: SESSION } }),
    change("Charging", onToken, { before: token(0), after: token(1) }),
  ],
  stop: [
    change("Charging", onSession, { before: started, after: ended }),
    change("Charging", onToken, { before: token(1), after: token(0) }),
  ],
  status: [
    change("Fleet", onCharger, {
      before: connectors("Available"),
      after: connectors("Preparing"),
    }),
  ],
  connection: [
    change("Fleet", onCharger, { before: connection("aB3dE="), after: connection("xY9zQ=") }),
  ],
  boot: [change("Fleet", onCharger, { before: boot("2026-11-19"), after: boot(AT) })],
} as const satisfies Readonly<Record<string, readonly ItemChange[]>>;
