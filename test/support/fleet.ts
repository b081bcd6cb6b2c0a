import type { Charger, ConnectionBinding } from "#domain/fleet/charger.ts";
import type { PendingCharger } from "#domain/fleet/pending-charger.ts";
import { DEFAULT_OPERATOR_SETTINGS, type Operator } from "#domain/tenancy/operator.ts";

const CREATED_AT = "2026-01-01T00:00:00.000Z";

/** A charger CP-1 of the operator demo-a that has connected six times. */
export function aCharger(fields: Partial<Charger> = {}): Charger {
  return {
    operatorId: "demo-a",
    chargerId: "CP-1",
    siteId: "site-1",
    credential: { salt: "c2FsdA==", hashes: [], changedAt: CREATED_AT },
    epoch: 6,
    connectors: {},
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    version: 1,
    ...fields,
  };
}

/** A station that nobody made known, and that has booted. */
export function aPendingCharger(fields: Partial<PendingCharger> = {}): PendingCharger {
  return {
    operatorId: "demo-a",
    chargerId: "NEW-1",
    state: "waiting",
    connectionId: "socket-n",
    ocppVersion: "ocpp1.6",
    sourceIp: "192.0.2.1",
    firstSeenAt: CREATED_AT,
    lastSeenAt: CREATED_AT,
    boot: { bootedAt: CREATED_AT, vendor: "Vendor", model: "Model" },
    ...fields,
  };
}

export function anOperator(fields: Partial<Operator> = {}): Operator {
  return {
    operatorId: "demo-a",
    name: "Demo A",
    countryCode: "DE",
    currency: "EUR",
    timeZone: "Europe/Berlin",
    settings: DEFAULT_OPERATOR_SETTINGS,
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    version: 1,
    ...fields,
  };
}

/** The socket of the charger's seventh connection. */
export function aBinding(fields: Partial<ConnectionBinding> = {}): ConnectionBinding {
  return {
    connectionId: "socket-7",
    operatorId: "demo-a",
    chargerId: "CP-1",
    version: "ocpp1.6",
    epoch: 7,
    siteId: "site-1",
    heartbeatIntervalSeconds: 300,
    connectedAt: "2026-03-01T10:00:00.000Z",
    ...fields,
  };
}
