import type { OnChargerEvent } from "./charger-event.ts";
import { type Connector, energyWhOf, type Reading, readingOf } from "./charger-state.ts";
import type { Dialect, SessionRequest, SessionStart } from "./dialect.ts";

export interface SessionEnd {
  readonly transactionId: number | string;
  readonly energyWh: number;
}

export interface ChargerSessions {
  readonly report: (connector: Connector, status: string) => Promise<void>;
  /** Begins a session without asking first, as a remote start does. A session that is not accepted ends at once. */
  readonly begin: (connector: Connector, request: SessionRequest) => Promise<SessionStart>;
  /** Asks for the token first. Throws when the platform refuses it. */
  readonly plugIn: (connector: Connector, request: SessionRequest) => Promise<SessionStart>;
  readonly end: (connector: Connector, reason: string) => Promise<SessionEnd>;
  readonly sendReading: (connector: Connector, context: Reading["context"]) => Promise<void>;
}

const START_SOC_PERCENT = 20;

/** The status of a connector at which nothing is plugged in. */
export function restingStatus({ isAvailable }: Connector): string {
  return isAvailable ? "Available" : "Unavailable";
}

/** What a charger says around its sessions, in the order in which chargers say it. */
export function chargerSessions(
  dialect: Dialect,
  options: { readonly powerW: number; readonly tell: OnChargerEvent },
): ChargerSessions {
  const { powerW, tell } = options;

  async function report(connector: Connector, status: string): Promise<void> {
    connector.status = status;
    await dialect.reportStatus(connector);
    tell({ type: "status", connectorId: connector.connectorId, status });
  }

  async function begin(connector: Connector, request: SessionRequest): Promise<SessionStart> {
    const { connectorId } = connector;
    if (connector.isOccupied || !connector.isAvailable) {
      throw new Error(`Connector ${connectorId} is not free.`);
    }
    connector.isOccupied = true;
    try {
      await report(connector, "Preparing");
      const reading = readingOf(connector, "Transaction.Begin", 0);
      const started = await dialect.begin(connector, request, reading);
      connector.session = {
        ...started,
        tokenId: request.tokenId,
        startRegisterWh: reading.registerWh,
        nextSeqNo: 1,
        startSocPercent: START_SOC_PERCENT,
        isEnding: false,
      };
      tell({ type: "session-started", connectorId, ...started });
      if (started.authorization === "Accepted") await report(connector, "Charging");
      else await end(connector, "DeAuthorized");
      return started;
    } finally {
      connector.isOccupied = connector.session !== undefined;
    }
  }

  async function plugIn(connector: Connector, request: SessionRequest): Promise<SessionStart> {
    const { tokenId } = request;
    const status = await dialect.authorize(tokenId);
    tell({ type: "authorized", tokenId, status });
    if (status !== "Accepted") throw new Error(`The platform refuses ${tokenId}: ${status}.`);
    return begin(connector, request);
  }

  async function end(connector: Connector, reason: string): Promise<SessionEnd> {
    const { connectorId, session } = connector;
    if (session === undefined || session.isEnding) {
      throw new Error(`Nothing charges at connector ${connectorId}.`);
    }
    // From here on the meter is silent: what follows a stop would belong to no session.
    session.isEnding = true;
    const energyWh = energyWhOf(connector);
    await dialect.end(connector, readingOf(connector, "Transaction.End", 0), reason);
    delete connector.session;
    connector.isOccupied = false;
    const { transactionId } = session;
    tell({ type: "session-ended", connectorId, transactionId, energyWh, reason });
    await report(connector, "Finishing");
    await report(connector, restingStatus(connector));
    return { transactionId, energyWh };
  }

  async function sendReading(connector: Connector, context: Reading["context"]): Promise<void> {
    const { connectorId, session } = connector;
    if (session?.isEnding) return;
    const reading = readingOf(connector, context, session === undefined ? 0 : powerW);
    const energyWh = energyWhOf(connector);
    await dialect.meter(connector, reading);
    tell({ type: "metered", connectorId, energyWh, powerW: reading.powerW });
  }

  return { report, begin, plugIn, end, sendReading };
}
