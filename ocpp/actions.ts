/**
 * The one list of OCPP actions. `lib/` builds functions and routes from it, `local/` runs them, REST offers its
 * commands from it, and tests demand a handler, a test and a docs row for each.
 */

/** The subprotocol names that OCPP-J registers with IANA; they name the version everywhere in the code. */
export const OCPP_VERSIONS = ["ocpp1.6", "ocpp2.0.1"] as const;
export type OcppVersion = (typeof OCPP_VERSIONS)[number];

export interface ChargerAction {
  /** The action's name on the wire, which is also the API Gateway route key. */
  readonly action: string;
  /** Folder below `functions/ocpp/`. */
  readonly folder: string;
  readonly versions: readonly OcppVersion[];
  /** A fault in the content of such a message is stored and flagged, never refused: it carries money. */
  readonly transactional?: true;
}

export interface CsmsAction {
  readonly action: string;
  readonly versions: readonly OcppVersion[];
  /** What becomes of the command when the charger has no connection: a late remote start would surprise people. */
  readonly whenOffline: "fail" | "queue";
  /** How long the charger has to answer, in seconds. */
  readonly deadlineSeconds: number;
}

const BOTH = OCPP_VERSIONS;
const V16 = ["ocpp1.6"] as const;
const V201 = ["ocpp2.0.1"] as const;

/** Actions that a charger sends to us. */
export const CHARGER_ACTIONS = [
  { action: "Authorize", folder: "authorize", versions: BOTH },
  { action: "BootNotification", folder: "boot-notification", versions: BOTH },
  { action: "ClearedChargingLimit", folder: "cleared-charging-limit", versions: V201 },
  { action: "DataTransfer", folder: "data-transfer", versions: BOTH },
  {
    action: "DiagnosticsStatusNotification",
    folder: "diagnostics-status-notification",
    versions: V16,
  },
  { action: "FirmwareStatusNotification", folder: "firmware-status-notification", versions: BOTH },
  { action: "Get15118EVCertificate", folder: "get-15118-ev-certificate", versions: V201 },
  { action: "GetCertificateStatus", folder: "get-certificate-status", versions: V201 },
  { action: "Heartbeat", folder: "heartbeat", versions: BOTH },
  { action: "LogStatusNotification", folder: "log-status-notification", versions: BOTH },
  { action: "MeterValues", folder: "meter-values", versions: BOTH, transactional: true },
  { action: "NotifyChargingLimit", folder: "notify-charging-limit", versions: V201 },
  { action: "NotifyCustomerInformation", folder: "notify-customer-information", versions: V201 },
  { action: "NotifyDisplayMessages", folder: "notify-display-messages", versions: V201 },
  { action: "NotifyEVChargingNeeds", folder: "notify-ev-charging-needs", versions: V201 },
  { action: "NotifyEVChargingSchedule", folder: "notify-ev-charging-schedule", versions: V201 },
  { action: "NotifyEvent", folder: "notify-event", versions: V201 },
  { action: "NotifyMonitoringReport", folder: "notify-monitoring-report", versions: V201 },
  { action: "NotifyReport", folder: "notify-report", versions: V201 },
  {
    action: "PublishFirmwareStatusNotification",
    folder: "publish-firmware-status-notification",
    versions: V201,
  },
  { action: "ReportChargingProfiles", folder: "report-charging-profiles", versions: V201 },
  { action: "ReservationStatusUpdate", folder: "reservation-status-update", versions: V201 },
  { action: "SecurityEventNotification", folder: "security-event-notification", versions: BOTH },
  { action: "SignCertificate", folder: "sign-certificate", versions: BOTH },
  {
    action: "SignedFirmwareStatusNotification",
    folder: "signed-firmware-status-notification",
    versions: V16,
  },
  { action: "StartTransaction", folder: "start-transaction", versions: V16, transactional: true },
  { action: "StatusNotification", folder: "status-notification", versions: BOTH },
  { action: "StopTransaction", folder: "stop-transaction", versions: V16, transactional: true },
  { action: "TransactionEvent", folder: "transaction-event", versions: V201, transactional: true },
] as const satisfies readonly ChargerAction[];

/** Actions that we send to a charger. */
export const CSMS_ACTIONS = [
  { action: "ChangeAvailability", versions: BOTH, whenOffline: "queue", deadlineSeconds: 30 },
  { action: "ChangeConfiguration", versions: V16, whenOffline: "queue", deadlineSeconds: 30 },
  { action: "ClearCache", versions: BOTH, whenOffline: "queue", deadlineSeconds: 30 },
  { action: "DataTransfer", versions: BOTH, whenOffline: "fail", deadlineSeconds: 30 },
  { action: "GetBaseReport", versions: V201, whenOffline: "queue", deadlineSeconds: 30 },
  { action: "GetConfiguration", versions: V16, whenOffline: "queue", deadlineSeconds: 30 },
  { action: "GetVariables", versions: V201, whenOffline: "queue", deadlineSeconds: 30 },
  { action: "RemoteStartTransaction", versions: V16, whenOffline: "fail", deadlineSeconds: 30 },
  { action: "RemoteStopTransaction", versions: V16, whenOffline: "fail", deadlineSeconds: 30 },
  { action: "RequestStartTransaction", versions: V201, whenOffline: "fail", deadlineSeconds: 30 },
  { action: "RequestStopTransaction", versions: V201, whenOffline: "fail", deadlineSeconds: 30 },
  { action: "Reset", versions: BOTH, whenOffline: "queue", deadlineSeconds: 60 },
  { action: "SetVariables", versions: V201, whenOffline: "queue", deadlineSeconds: 30 },
  { action: "TriggerMessage", versions: BOTH, whenOffline: "fail", deadlineSeconds: 30 },
  { action: "UnlockConnector", versions: BOTH, whenOffline: "fail", deadlineSeconds: 60 },
] as const satisfies readonly CsmsAction[];

export type ChargerActionName = (typeof CHARGER_ACTIONS)[number]["action"];
