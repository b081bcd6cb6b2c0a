import type { ConnectionsMethod } from "./constructs/connections-api.ts";
import type { TableAccesses } from "./tables.ts";

const FLEET: TableAccesses = { Connections: ["read"], Fleet: ["read", "write"] };
const REPORTS: TableAccesses = { ...FLEET, Fleet: ["read", "write", "batch-write"] };
const CHARGING: TableAccesses = { ...FLEET, Charging: ["read", "write"] };

/** The tables of each function below `functions/ocpp/`, the same as in docs/architecture.md. */
export const OCPP_TABLES: Readonly<Record<string, TableAccesses>> = {
  connect: { Fleet: ["read", "write"], Connections: ["read", "write"], Directory: ["read"] },
  disconnect: { Connections: ["read", "write"], Fleet: ["read", "write"] },
  default: REPORTS,
  authorize: { Connections: ["read"], Charging: ["read"] },
  "boot-notification": FLEET,
  "data-transfer": { Connections: ["read"] },
  "diagnostics-status-notification": FLEET,
  "firmware-status-notification": FLEET,
  heartbeat: FLEET,
  "log-status-notification": FLEET,
  "meter-values": CHARGING,
  "notify-report": REPORTS,
  "security-event-notification": { Connections: ["read"], Security: ["write"] },
  "start-transaction": CHARGING,
  "status-notification": FLEET,
  "stop-transaction": CHARGING,
  "transaction-event": CHARGING,
};

interface SocketFunction {
  readonly folder: string;
  readonly routeKey: "$connect" | "$disconnect" | "$default";
  /** What it may do to sockets by the @connections API. */
  readonly connections: readonly ConnectionsMethod[];
}

/** The functions of what is not a CALL of a known action. */
export const SOCKET_FUNCTIONS: readonly SocketFunction[] = [
  { folder: "connect", routeKey: "$connect", connections: ["DELETE"] },
  { folder: "disconnect", routeKey: "$disconnect", connections: [] },
  { folder: "default", routeKey: "$default", connections: ["POST"] },
];
