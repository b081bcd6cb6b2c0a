import type { ChargerEvent, OnChargerEvent } from "./charger-event.ts";
import { chargerSessions, restingStatus, type SessionEnd } from "./charger-sessions.ts";
import { type Connector, newChargerState } from "./charger-state.ts";
import type { ChargerControl, SessionStart } from "./dialect.ts";
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

interface AtConnector {
  /** 1 unless given; in 2.0.1 it is the number of the EVSE. */
  readonly connectorId?: number;
}

/** A charger without hardware. */
export interface VirtualCharger {
  /** Whether the platform accepted the boot. */
  readonly bootAccepted: boolean;
  /** Plugs in with a token. Throws when the platform refuses the token before the session, or the connector is busy. */
  readonly startSession: (
    session: AtConnector & { readonly tokenId: string },
  ) => Promise<SessionStart>;
  /** Charges some energy and tells the platform what the meter says. */
  readonly meter: (charged: AtConnector & { readonly energyWh: number }) => Promise<void>;
  /** Charges some energy without telling. */
  readonly draw: (charged: AtConnector & { readonly energyWh: number }) => void;
  /** `reason` is `Local` unless given. */
  readonly stopSession: (
    session?: AtConnector & { readonly reason?: string },
  ) => Promise<SessionEnd>;
  readonly heartbeat: () => Promise<void>;
  readonly activeConnectors: () => readonly number[];
  readonly close: () => Promise<void>;
}

const DEFAULT_POWER_W = 11_000;

/** Connects a virtual charger, boots it and reports its connectors. Rejects when the platform refuses the handshake. */
export async function startVirtualCharger(options: VirtualChargerOptions): Promise<VirtualCharger> {
  const isV16 = options.version === "ocpp1.6";
  const connection = ocppConnection(options);
  const dialect = isV16 ? v16Dialect(connection) : v201Dialect(connection);
  const state = newChargerState(options.connectors ?? 2, isV16 ? V16_SETTINGS : V201_SETTINGS);
  const tell = (event: ChargerEvent): void => options.onEvent?.(event);
  const sessions = chargerSessions(dialect, { powerW: options.powerW ?? DEFAULT_POWER_W, tell });
  let heartbeats: NodeJS.Timeout | undefined;
  let isClosing = false;

  function connectorOf({ connectorId = 1 }: AtConnector): Connector {
    const connector = state.connectors.find((one) => one.connectorId === connectorId);
    if (connector === undefined) throw new Error(`The charger has no connector ${connectorId}.`);
    return connector;
  }

  async function heartbeat(): Promise<void> {
    await dialect.heartbeat();
    tell({ type: "heartbeat" });
  }

  async function boot(reason: string): Promise<boolean> {
    const { status, intervalSeconds } = await dialect.boot(reason);
    tell({ type: "booted", status, intervalSeconds });
    for (const connector of state.connectors) {
      await sessions.report(connector, restingStatus(connector));
    }
    clearInterval(heartbeats);
    if (intervalSeconds > 0 && options.sendsHeartbeats !== false) {
      heartbeats = setInterval(() => inBackground(heartbeat), intervalSeconds * 1000);
    }
    return status === "Accepted";
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
    start: async (connector, request) => void (await sessions.begin(connector, request)),
    stop: async (connector, reason) => void (await sessions.end(connector, reason)),
    setAvailable: async (connector, isAvailable) => {
      connector.isAvailable = isAvailable;
      if (!connector.isOccupied) await sessions.report(connector, restingStatus(connector));
    },
    sendMeterReading: (connector) => sessions.sendReading(connector, "Trigger"),
    restart: async (reason) => {
      const busy = state.connectors.filter(({ session }) => session?.isEnding === false);
      for (const connector of busy) await sessions.end(connector, "Reboot");
      await connection.close();
      await connection.connect();
      await boot(reason);
    },
    afterwards: (task) => void setImmediate(() => inBackground(task)),
  };
  const commands = isV16 ? v16Commands(control, connection) : v201Commands(control, connection);
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

  const draw: VirtualCharger["draw"] = (charged) => {
    connectorOf(charged).registerWh += charged.energyWh;
  };
  return {
    bootAccepted,
    startSession: ({ tokenId, ...at }) => {
      const begin = options.authorizesFirst === false ? sessions.begin : sessions.plugIn;
      return begin(connectorOf(at), { tokenId });
    },
    draw,
    meter: (charged) => {
      draw(charged);
      return sessions.sendReading(connectorOf(charged), "Sample.Periodic");
    },
    stopSession: ({ reason = "Local", ...at } = {}) => sessions.end(connectorOf(at), reason),
    heartbeat,
    activeConnectors: () =>
      state.connectors
        .filter(({ session }) => session?.isEnding === false)
        .map(({ connectorId }) => connectorId),
    close: async () => {
      isClosing = true;
      clearInterval(heartbeats);
      await connection.close();
    },
  };
}
