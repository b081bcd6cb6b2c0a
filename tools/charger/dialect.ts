import type { Connector, Reading } from "./charger-state.ts";
import type { CommandHandler } from "./ocpp-connection.ts";

interface BootAnswer {
  readonly status: string;
  readonly intervalSeconds: number;
}

export interface SessionStart {
  readonly transactionId: number | string;
  /** What the platform said of the token: Accepted, Blocked, … */
  readonly authorization: string;
}

export interface SessionRequest {
  readonly tokenId: string;
  /** 2.0.1: the number of the remote request that began it. */
  readonly remoteStartId?: number;
}

/** How a charger says things in one OCPP version. Status names are 1.6's; the 2.0.1 dialect translates. */
export interface Dialect {
  readonly boot: (reason: string) => Promise<BootAnswer>;
  readonly heartbeat: () => Promise<void>;
  readonly reportStatus: (connector: Connector) => Promise<void>;
  readonly authorize: (tokenId: string) => Promise<string>;
  readonly begin: (
    connector: Connector,
    request: SessionRequest,
    reading: Reading,
  ) => Promise<SessionStart>;
  readonly meter: (connector: Connector, reading: Reading) => Promise<void>;
  /** `reason` is 1.6's; 2.0.1 has the same words. */
  readonly end: (connector: Connector, reading: Reading, reason: string) => Promise<void>;
}

/** What commands can make a charger do. */
export interface ChargerControl {
  readonly connectors: readonly Connector[];
  readonly settings: Map<string, { readonly value: string; readonly isReadOnly: boolean }>;
  readonly dialect: Dialect;
  readonly start: (connector: Connector, request: SessionRequest) => Promise<void>;
  readonly stop: (connector: Connector, reason: string) => Promise<void>;
  readonly setAvailable: (connector: Connector, isAvailable: boolean) => Promise<void>;
  readonly sendMeterReading: (connector: Connector) => Promise<void>;
  readonly restart: (reason: string) => Promise<void>;
  /** Does something once the answer to the command is on its way. */
  readonly afterwards: (task: () => Promise<void>) => void;
}

/** Handlers by the name of the action. */
export type Commands = Readonly<Record<string, CommandHandler>>;
