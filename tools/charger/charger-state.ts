/** A connector and the session on it. In 2.0.1 each connector is the only one of the EVSE with its number. */
export interface Connector {
  readonly connectorId: number;
  status: string;
  isAvailable: boolean;
  /** From the moment a car is plugged in, before the platform knows. */
  isOccupied: boolean;
  /** The meter's register; meters count on from one session to the next. */
  registerWh: number;
  session?: RunningSession;
}

interface RunningSession {
  readonly tokenId: string;
  readonly transactionId: number | string;
  readonly startRegisterWh: number;
  /** 2.0.1 numbers the events of a transaction. */
  nextSeqNo: number;
  /** Battery's state of charge when it was plugged in. */
  readonly startSocPercent: number;
  isEnding: boolean;
}

export interface ChargerState {
  readonly connectors: readonly Connector[];
  /** Configuration keys (1.6) or `Component.Variable` (2.0.1). */
  readonly settings: Map<string, Setting>;
}

export interface Setting {
  readonly value: string;
  readonly isReadOnly: boolean;
}

/** What the meter says at one moment. */
export interface Reading {
  readonly sampledAt: string;
  readonly context: "Transaction.Begin" | "Sample.Periodic" | "Transaction.End" | "Trigger";
  readonly registerWh: number;
  readonly powerW: number;
  readonly socPercent: number;
}

const BATTERY_WH = 60_000;
export const VOLTAGE_V = 230;

export function newChargerState(
  connectors: number,
  settings: Readonly<Record<string, Setting>>,
): ChargerState {
  return {
    connectors: Array.from({ length: connectors }, (_, index) => ({
      connectorId: index + 1,
      status: "Available",
      isAvailable: true,
      isOccupied: false,
      registerWh: 0,
    })),
    settings: new Map(Object.entries(settings)),
  };
}

export function energyWhOf({ registerWh, session }: Connector): number {
  return session === undefined ? 0 : Math.round(registerWh) - session.startRegisterWh;
}

export function readingOf(
  connector: Connector,
  context: Reading["context"],
  powerW: number,
): Reading {
  const startSocPercent = connector.session?.startSocPercent ?? 0;
  const chargedPercent = (energyWhOf(connector) / BATTERY_WH) * 100;
  return {
    sampledAt: new Date().toISOString(),
    context,
    registerWh: Math.round(connector.registerWh),
    powerW: Math.round(powerW),
    socPercent: Math.min(100, Math.round(startSocPercent + chargedPercent)),
  };
}

/** Three-phase current at the mains' voltage. */
export function currentAOf({ powerW }: Reading): number {
  return Math.round((powerW / (3 * VOLTAGE_V)) * 10) / 10;
}
