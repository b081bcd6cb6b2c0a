import type { ConnectionsMethod } from "./constructs/connections-api.ts";
import type { TableAccesses } from "./tables.ts";

const BINDING: TableAccesses = { Connections: ["lookup"] };
/** What is known of a charger and its connectors is one item. */
const CHARGER: TableAccesses = { ...BINDING, Fleet: ["update"] };
const SESSIONS: TableAccesses = {
  ...BINDING,
  Charging: ["read", "write"],
  Fleet: ["lookup", "check"],
};

/** The tables of each function below `functions/ocpp/`, the same as in docs/architecture.md. */
export const OCPP_TABLES: Readonly<Record<string, TableAccesses>> = {
  connect: { Fleet: ["lookup", "update"], Connections: ["write"], Directory: ["lookup"] },
  disconnect: { Connections: ["lookup", "write"], Fleet: ["update"] },
  default: { ...BINDING, Fleet: ["read", "write", "batch-write"] },
  authorize: { ...BINDING, Charging: ["lookup"] },
  "boot-notification": CHARGER,
  "data-transfer": BINDING,
  "diagnostics-status-notification": CHARGER,
  "firmware-status-notification": CHARGER,
  heartbeat: CHARGER,
  "log-status-notification": CHARGER,
  // The store of sessions knows both tables; it looks up which session charges at a connector.
  "meter-values": { ...BINDING, Charging: ["lookup", "write"], Fleet: [] },
  "notify-report": { ...BINDING, Fleet: ["batch-write"] },
  "security-event-notification": { ...BINDING, Security: ["write"] },
  "start-transaction": SESSIONS,
  "status-notification": CHARGER,
  "stop-transaction": SESSIONS,
  "transaction-event": SESSIONS,
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
