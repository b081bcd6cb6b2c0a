import type { ChargerEvent, OnChargerEvent } from "./charger-event.ts";
import {
  type Connector,
  energyWhOf,
  newChargerState,
  type Reading,
  readingOf,
} from "./charger-state.ts";
import type { ChargerControl, SessionRequest, SessionStart } from "./dialect.ts";
import { type OcppConnectionOptions, ocppConnection } from "./ocpp-connection.ts";
import { V16_SETTINGS, v16Commands } from "./v16-commands.ts";
import { v16Dialect } from "./v16-dialect.ts";
import { v201Commands } from "./v201-commands.ts";
import { v201Dialect } from "./v201-dialect.ts";
import { V201_SETTINGS } from "./v201-variables.ts";

export interface VirtualChargerOptions extends OcppConnectionOptions {
  readonly connectors?: number;
  /** What a car draws; only for what readings say. */
  readonly powerW?: number;
  /** Asks the platform before a session begins at the charger; on unless false. */
  readonly authorizesFirst?: boolean;
  /** Sends Heartbeat at the interval that the platform gave; on unless false. */
  readonly sendsHeartbeats?: boolean;
  readonly onEvent?: OnChargerEvent;
}

export interface SessionEnd {
  readonly transactionId: number | string;
  readonly energyWh: number;
}

/** A charger without hardware. `connectorId` is 1 unless given; in 2.0.1 it is the number of the EVSE. */
export interface VirtualCharger {
  /** Whether the platform accepted the boot. */
  readonly bootAccepted: boolean;
  /** Plugs in with a token. Throws when the platform refuses the token before the session, or the connector is busy. */
  readonly startSession: (session: {
    readonly tokenId: string;
    readonly connectorId?: number;
  }) => Promise<SessionStart>;
  /** Charges some energy and tells the platform what the meter says. */
  readonly meter: (charged: {
    readonly energyWh: number;
    readonly connectorId?: number;
  }) => Promise<void>;
  /** Charges some energy without telling. */
  readonly draw: (charged: { readonly energyWh: number; readonly connectorId?: number }) => void;
  readonly stopSession: (session?: {
    readonly connectorId?: number;
    readonly reason?: string;
  }) => Promise<SessionEnd>;
  readonly heartbeat: () => Promise<void>;
  readonly activeConnectors: () => readonly number[];
  readonly close: () => Promise<void>;
}

const DEFAULT_POWER_W = 11_000;
const START_SOC_PERCENT = 20;

/** Connects a virtual charger, boots it and reports its connectors. Rejects when the platform refuses the handshake. */
export async function startVirtualCharger(options: VirtualChargerOptions): Promise<VirtualCharger> {
  const isV16 = options.version === "ocpp1.6";
  const { powerW = DEFAULT_POWER_W } = options;
  const connection = ocppConnection(options);
  const dialect = isV16 ? v16Dialect(connection) : v201Dialect(connection);
  const state = newChargerState(options.connectors ?? 2, isV16 ? V16_SETTINGS : V201_SETTINGS);
  let heartbeats: NodeJS.Timeout | undefined;
  let isClosing = false;

  const tell = (event: ChargerEvent): void => options.onEvent?.(event);

  function connectorOf(connectorId = 1): Connector {
    const connector = state.connectors.find((one) => one.connectorId === connectorId);
    if (connector === undefined) throw new Error(`The charger has no connector ${connectorId}.`);
    return connector;
  }

  async function report(connector: Connector, status: string): Promise<void> {
    connector.status = status;
    await dialect.reportStatus(connector);
    tell({ type: "status", connectorId: connector.connectorId, status });
  }

  const restingStatus = ({ isAvailable }: Connector): string =>
    isAvailable ? "Available" : "Unavailable";

  async function beginSession(
    connector: Connector,
    request: SessionRequest,
  ): Promise<SessionStart> {
    const { connectorId } = connector;
    if (connector.session !== undefined || !connector.isAvailable) {
      throw new Error(`Connector ${connectorId} is not free.`);
    }
    await report(connector, "Preparing");
    const reading = readingOf(connector, "Transaction.Begin", 0);
    const started = await dialect.begin(connector, request, reading);
    connector.session = {
      ...started,
      tokenId: request.tokenId,
      startRegisterWh: reading.registerWh,
      nextSeqNo: 1,
      startSocPercent: START_SOC_PERCENT,
    };
    tell({ type: "session-started", connectorId, ...started });
    if (started.authorization === "Accepted") await report(connector, "Charging");
    else await endSession(connector, "DeAuthorized");
    return started;
  }

  async function plugIn(connector: Connector, request: SessionRequest): Promise<SessionStart> {
    if (options.authorizesFirst !== false) {
      const { tokenId } = request;
      const status = await dialect.authorize(tokenId);
      tell({ type: "authorized", tokenId, status });
      if (status !== "Accepted") throw new Error(`The platform refuses ${tokenId}: ${status}.`);
    }
    return beginSession(connector, request);
  }

  async function endSession(connector: Connector, reason: string): Promise<SessionEnd> {
    const { connectorId, session } = connector;
    if (session === undefined) throw new Error(`Nothing charges at connector ${connectorId}.`);
    const energyWh = energyWhOf(connector);
    await dialect.end(connector, readingOf(connector, "Transaction.End", 0), reason);
    delete connector.session;
    const { transactionId } = session;
    tell({ type: "session-ended", connectorId, transactionId, energyWh, reason });
    await report(connector, "Finishing");
    await report(connector, restingStatus(connector));
    return { transactionId, energyWh };
  }

  async function sendReading(connector: Connector, context: Reading["context"]): Promise<void> {
    const drawnW = connector.session === undefined ? 0 : powerW;
    await dialect.meter(connector, readingOf(connector, context, drawnW));
    const { connectorId } = connector;
    tell({ type: "metered", connectorId, energyWh: energyWhOf(connector), powerW: drawnW });
  }

  async function boot(reason: string): Promise<boolean> {
    const { status, intervalSeconds } = await dialect.boot(reason);
    tell({ type: "booted", status, intervalSeconds });
    for (const connector of state.connectors) await report(connector, restingStatus(connector));
    clearInterval(heartbeats);
    if (intervalSeconds > 0 && options.sendsHeartbeats !== false) {
      heartbeats = setInterval(() => inBackground(heartbeat), intervalSeconds * 1000);
    }
    return status === "Accepted";
  }

  async function heartbeat(): Promise<void> {
    await dialect.heartbeat();
    tell({ type: "heartbeat" });
  }

  function inBackground(task: () => Promise<unknown>): void {
    task().catch((error: unknown) => {
      if (!isClosing) tell({ type: "problem", message: String(error) });
    });
  }

  const control: ChargerControl = {
    connectors: state.connectors,
    settings: state.settings,
    dialect,
    start: async (connector, request) => void (await beginSession(connector, request)),
    stop: async (connector, reason) => void (await endSession(connector, reason)),
    setAvailable: async (connector, isAvailable) => {
      connector.isAvailable = isAvailable;
      if (connector.session === undefined) await report(connector, restingStatus(connector));
    },
    sendMeterReading: (connector) => sendReading(connector, "Trigger"),
    restart: async (reason) => {
      const busy = state.connectors.filter(({ session }) => session !== undefined);
      for (const connector of busy) await endSession(connector, "Reboot");
      await connection.close();
      await connection.connect();
      await boot(reason);
    },
    afterwards: (task) => void setImmediate(() => inBackground(task)),
  };
  const commands = isV16 ? v16Commands(control) : v201Commands(control, connection);
  connection.onCommand(async (action, payload) => {
    const answer = Object.hasOwn(commands, action) ? await commands[action]?.(payload) : undefined;
    const status = answer?.["status"] ?? (answer ? "answered" : "NotImplemented");
    tell({ type: "command", action, answer: String(status) });
    return answer;
  });
  connection.onOpen(() => tell({ type: "connected" }));
  connection.onCut((code) => tell({ type: "disconnected", code }));

  await connection.connect();
  const bootAccepted = await boot("PowerUp");

  const draw: VirtualCharger["draw"] = ({ connectorId, energyWh }) => {
    connectorOf(connectorId).registerWh += energyWh;
  };
  return {
    bootAccepted,
    startSession: ({ connectorId, tokenId }) => plugIn(connectorOf(connectorId), { tokenId }),
    draw,
    meter: (charged) => {
      draw(charged);
      return sendReading(connectorOf(charged.connectorId), "Sample.Periodic");
    },
    stopSession: ({ connectorId, reason = "Local" } = {}) =>
      endSession(connectorOf(connectorId), reason),
    heartbeat,
    activeConnectors: () =>
      state.connectors.flatMap(({ connectorId, session }) => (session ? [connectorId] : [])),
    close: async () => {
      isClosing = true;
      clearInterval(heartbeats);
      await connection.close();
    },
  };
}
