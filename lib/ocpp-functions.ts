import type { ConnectionsMethod } from "./constructs/connections-api.ts";
import type { TableAccesses } from "./tables.ts";

const BINDING: TableAccesses = { Connections: ["lookup"] };
/** What is known of a charger and its connectors is one item; what is wrong with its messages is taken down by every function. */
const CHARGER: TableAccesses = { ...BINDING, Fleet: ["update"] };
/** How far a task is: on the charger, and with the job that it is. */
const TASK: TableAccesses = { ...BINDING, Fleet: ["read", "update"] };
/** Things that a charger tells of by itself. */
const THINGS: TableAccesses = { ...BINDING, Fleet: ["update", "batch-write"] };
/** Things that somebody asked for, and the job that this was. */
const REPORT: TableAccesses = { ...BINDING, Fleet: ["read", "update", "batch-write"] };
/** What the operator's service is, and that it worked. */
const OUTSIDE: TableAccesses = { ...CHARGER, Directory: ["lookup", "update"] };
const SESSIONS: TableAccesses = {
  ...BINDING,
  Charging: ["read", "write"],
  Fleet: ["lookup", "check", "update"],
};

/** The tables of each function below `functions/ocpp/`, the same as in docs/architecture.md. */
export const OCPP_TABLES: Readonly<Record<string, TableAccesses>> = {
  connect: {
    // Lists the stations that wait, which are to be few.
    Fleet: ["lookup", "query", "update"],
    Connections: ["write"],
    Directory: ["lookup"],
    Security: ["update"],
  },
  disconnect: { Connections: ["lookup", "write"], Fleet: ["update"] },
  default: { ...BINDING, Fleet: ["read", "write", "batch-write"], Security: ["update"] },
  authorize: { ...CHARGER, Charging: ["lookup"] },
  "boot-notification": CHARGER,
  "cleared-charging-limit": THINGS,
  "data-transfer": CHARGER,
  "diagnostics-status-notification": TASK,
  "firmware-status-notification": TASK,
  "get-15118-ev-certificate": OUTSIDE,
  "get-certificate-status": OUTSIDE,
  heartbeat: CHARGER,
  "log-status-notification": TASK,
  // It looks up which session charges at a connector.
  "meter-values": { ...CHARGER, Charging: ["lookup", "write"] },
  "notify-charging-limit": THINGS,
  "notify-customer-information": REPORT,
  "notify-display-messages": REPORT,
  "notify-ev-charging-needs": THINGS,
  "notify-ev-charging-schedule": THINGS,
  "notify-event": THINGS,
  "notify-monitoring-report": REPORT,
  "notify-report": REPORT,
  "publish-firmware-status-notification": TASK,
  // A profile that replaces another one at the charger replaces it here.
  "report-charging-profiles": {
    ...BINDING,
    Fleet: ["read", "update", "batch-write", "create", "delete"],
  },
  "reservation-status-update": { ...THINGS, Charging: ["lookup", "create", "delete"] },
  "security-event-notification": { ...CHARGER, Security: ["write"] },
  // Whom a certificate must name, what was issued, and the command that brings it.
  "sign-certificate": {
    ...BINDING,
    Directory: ["lookup"],
    Fleet: ["lookup", "append", "update", "batch-write"],
    Security: ["update"],
  },
  "signed-firmware-status-notification": TASK,
  "start-transaction": SESSIONS,
  "status-notification": CHARGER,
  "stop-transaction": { ...SESSIONS, Security: ["update"] },
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
  { folder: "connect", routeKey: "$connect", connections: ["DELETE", "GET", "POST"] },
  { folder: "disconnect", routeKey: "$disconnect", connections: [] },
  { folder: "default", routeKey: "$default", connections: ["POST"] },
];

/** The one function that may sign by the platform's CA. */
export const ISSUES_CERTIFICATES = "sign-certificate";

/** The functions that ask an operator's own service, and open the credential for it. */
export const CALLS_ISO15118_SERVICE: readonly string[] = [
  "get-15118-ev-certificate",
  "get-certificate-status",
];
