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
  /** Whether a charger that may have carried it out can be told again: once more has the effect of once. */
  readonly isSafeToRepeat: boolean;
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

/** Reads something, or sets what stays: it may come late, and twice. */
const STATE = { whenOffline: "queue", deadlineSeconds: 30, isSafeToRepeat: true } as const;
/** The same for what chargers take their time with: they write much, or check certificates. */
const SLOW = { ...STATE, deadlineSeconds: 60 } as const;
/** Begins work that must not begin twice. */
const WORK = { ...STATE, isSafeToRepeat: false } as const;
/** Right now only: twice changes nothing, late would surprise people. */
const MOMENT = { whenOffline: "fail", deadlineSeconds: 30, isSafeToRepeat: true } as const;
/** Right now and once only: twice may charge, unlock, or who knows what in a vendor's own words. */
const ACT = { ...MOMENT, isSafeToRepeat: false } as const;

/** Actions that we send to a charger. */
export const CSMS_ACTIONS = [
  { action: "CancelReservation", versions: BOTH, ...STATE },
  { action: "CertificateSigned", versions: BOTH, ...SLOW },
  { action: "ChangeAvailability", versions: BOTH, ...STATE },
  { action: "ChangeConfiguration", versions: V16, ...STATE },
  { action: "ClearCache", versions: BOTH, ...STATE },
  { action: "ClearChargingProfile", versions: BOTH, ...STATE },
  { action: "ClearDisplayMessage", versions: V201, ...STATE },
  { action: "ClearVariableMonitoring", versions: V201, ...STATE },
  { action: "CostUpdated", versions: V201, ...MOMENT },
  { action: "CustomerInformation", versions: V201, ...WORK },
  { action: "DataTransfer", versions: BOTH, ...ACT },
  { action: "DeleteCertificate", versions: BOTH, ...STATE },
  { action: "ExtendedTriggerMessage", versions: V16, ...MOMENT },
  { action: "GetBaseReport", versions: V201, ...STATE },
  { action: "GetChargingProfiles", versions: V201, ...STATE },
  { action: "GetCompositeSchedule", versions: BOTH, ...STATE },
  { action: "GetConfiguration", versions: V16, ...STATE },
  { action: "GetDiagnostics", versions: V16, ...WORK },
  { action: "GetDisplayMessages", versions: V201, ...STATE },
  { action: "GetInstalledCertificateIds", versions: BOTH, ...STATE },
  { action: "GetLocalListVersion", versions: BOTH, ...STATE },
  { action: "GetLog", versions: BOTH, ...WORK },
  { action: "GetMonitoringReport", versions: V201, ...STATE },
  { action: "GetReport", versions: V201, ...STATE },
  { action: "GetTransactionStatus", versions: V201, ...STATE },
  { action: "GetVariables", versions: V201, ...STATE },
  { action: "InstallCertificate", versions: BOTH, ...SLOW },
  { action: "PublishFirmware", versions: V201, ...WORK },
  { action: "RemoteStartTransaction", versions: V16, ...ACT },
  { action: "RemoteStopTransaction", versions: V16, ...MOMENT },
  { action: "RequestStartTransaction", versions: V201, ...ACT },
  { action: "RequestStopTransaction", versions: V201, ...MOMENT },
  { action: "ReserveNow", versions: BOTH, ...MOMENT },
  { action: "Reset", versions: BOTH, ...WORK, deadlineSeconds: 60 },
  { action: "SendLocalList", versions: BOTH, ...SLOW },
  { action: "SetChargingProfile", versions: BOTH, ...STATE },
  { action: "SetDisplayMessage", versions: V201, ...STATE },
  { action: "SetMonitoringBase", versions: V201, ...STATE },
  { action: "SetMonitoringLevel", versions: V201, ...STATE },
  { action: "SetNetworkProfile", versions: V201, ...STATE },
  { action: "SetVariableMonitoring", versions: V201, ...STATE },
  { action: "SetVariables", versions: V201, ...STATE },
  { action: "SignedUpdateFirmware", versions: V16, ...WORK },
  { action: "TriggerMessage", versions: BOTH, ...MOMENT },
  { action: "UnlockConnector", versions: BOTH, ...ACT, deadlineSeconds: 60 },
  { action: "UnpublishFirmware", versions: V201, ...STATE },
  { action: "UpdateFirmware", versions: BOTH, ...WORK },
] as const satisfies readonly CsmsAction[];

export type ChargerActionName = (typeof CHARGER_ACTIONS)[number]["action"];
