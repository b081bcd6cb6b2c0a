import type { OcppVersion } from "#ocpp/actions.ts";

type Payload = Readonly<Record<string, unknown>>;

const LATER = "2099-01-01T00:00:00Z";
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBQDCB56ADAgECAgEBMAoGCCqGSM49BAMCMBExDzANBgNVBAMMBlRyaWFsMA==
-----END CERTIFICATE-----`;
const HASH = {
  hashAlgorithm: "SHA256",
  issuerNameHash: "aa",
  issuerKeyHash: "bb",
  serialNumber: "1",
};
const HEARTBEAT = { component: { name: "OCPPCommCtrlr" }, variable: { name: "HeartbeatInterval" } };
/** The card that the commands name; whoever carries them out makes it known. */
export const COMMANDED_TAG = "EVERY-COMMAND";
const ID_TOKEN = { idToken: COMMANDED_TAG, type: "ISO14443" };
const LOG = { remoteLocation: "https://example.org/logs" };
const FIRMWARE = {
  location: "https://example.org/firmware.bin",
  retrieveDateTime: "2026-03-01T10:00:00Z",
  signingCertificate: "certificate",
  signature: "signature",
};
const PERIODS = [{ startPeriod: 0, limit: 16 }];
const PROFILE_16 = {
  chargingProfileId: 1,
  stackLevel: 0,
  chargingProfilePurpose: "TxDefaultProfile",
  chargingProfileKind: "Relative",
  chargingSchedule: { chargingRateUnit: "A", chargingSchedulePeriod: PERIODS },
};
const PROFILE_201 = {
  id: 1,
  stackLevel: 0,
  chargingProfilePurpose: "TxDefaultProfile",
  chargingProfileKind: "Relative",
  chargingSchedule: [{ id: 1, chargingRateUnit: "A", chargingSchedulePeriod: PERIODS }],
};

/** A payload that the schema takes, for each action that goes to a charger. */
export const EVERY_COMMAND: Readonly<Record<OcppVersion, Readonly<Record<string, Payload>>>> = {
  "ocpp1.6": {
    CancelReservation: { reservationId: 1 },
    CertificateSigned: { certificateChain: CERTIFICATE },
    ChangeAvailability: { connectorId: 2, type: "Inoperative" },
    ChangeConfiguration: { key: "HeartbeatInterval", value: "60" },
    ClearCache: {},
    ClearChargingProfile: { id: 1 },
    DataTransfer: { vendorId: "org.example" },
    DeleteCertificate: { certificateHashData: HASH },
    ExtendedTriggerMessage: { requestedMessage: "Heartbeat" },
    GetCompositeSchedule: { connectorId: 1, duration: 600 },
    GetConfiguration: { key: ["HeartbeatInterval", "Nothing"] },
    GetDiagnostics: { location: "https://example.org/diagnostics" },
    GetInstalledCertificateIds: { certificateType: "CentralSystemRootCertificate" },
    GetLocalListVersion: {},
    GetLog: { logType: "SecurityLog", requestId: 21, log: LOG },
    InstallCertificate: {
      certificateType: "CentralSystemRootCertificate",
      certificate: CERTIFICATE,
    },
    RemoteStartTransaction: { idTag: COMMANDED_TAG, connectorId: 1 },
    RemoteStopTransaction: { transactionId: 1 },
    ReserveNow: { connectorId: 1, expiryDate: LATER, idTag: COMMANDED_TAG, reservationId: 1 },
    Reset: { type: "Soft" },
    SendLocalList: {
      listVersion: 3,
      updateType: "Full",
      localAuthorizationList: [{ idTag: COMMANDED_TAG, idTagInfo: { status: "Accepted" } }],
    },
    SetChargingProfile: { connectorId: 1, csChargingProfiles: PROFILE_16 },
    SignedUpdateFirmware: { requestId: 22, firmware: FIRMWARE },
    TriggerMessage: { requestedMessage: "Heartbeat" },
    UnlockConnector: { connectorId: 1 },
    UpdateFirmware: { location: FIRMWARE.location, retrieveDate: FIRMWARE.retrieveDateTime },
  },
  "ocpp2.0.1": {
    CancelReservation: { reservationId: 1 },
    CertificateSigned: { certificateChain: CERTIFICATE },
    ChangeAvailability: { operationalStatus: "Inoperative", evse: { id: 2 } },
    ClearCache: {},
    ClearChargingProfile: { chargingProfileId: 1 },
    ClearDisplayMessage: { id: 5 },
    ClearVariableMonitoring: { id: [1] },
    CostUpdated: { totalCost: 1.25, transactionId: "none" },
    CustomerInformation: { requestId: 31, report: true, clear: false, idToken: ID_TOKEN },
    DataTransfer: { vendorId: "org.example" },
    DeleteCertificate: { certificateHashData: HASH },
    GetBaseReport: { requestId: 32, reportBase: "FullInventory" },
    GetChargingProfiles: { requestId: 33, chargingProfile: { chargingProfileId: [1] } },
    GetCompositeSchedule: { evseId: 1, duration: 600 },
    GetDisplayMessages: { requestId: 34 },
    GetInstalledCertificateIds: { certificateType: ["CSMSRootCertificate"] },
    GetLocalListVersion: {},
    GetLog: { logType: "SecurityLog", requestId: 35, log: LOG },
    GetMonitoringReport: { requestId: 36 },
    GetReport: { requestId: 37, componentVariable: [{ component: { name: "OCPPCommCtrlr" } }] },
    GetTransactionStatus: { transactionId: "none" },
    GetVariables: {
      getVariableData: [
        HEARTBEAT,
        { component: { name: "Nothing" }, variable: { name: "HeartbeatInterval" } },
      ],
    },
    InstallCertificate: { certificateType: "CSMSRootCertificate", certificate: CERTIFICATE },
    PublishFirmware: {
      requestId: 38,
      location: FIRMWARE.location,
      checksum: "d41d8cd98f00b204e9800998ecf8427e",
    },
    RequestStartTransaction: { remoteStartId: 9, evseId: 1, idToken: ID_TOKEN },
    RequestStopTransaction: { transactionId: "none" },
    ReserveNow: { id: 1, expiryDateTime: LATER, idToken: ID_TOKEN, evseId: 1 },
    Reset: { type: "Immediate" },
    SendLocalList: {
      versionNumber: 3,
      updateType: "Full",
      localAuthorizationList: [{ idToken: ID_TOKEN, idTokenInfo: { status: "Accepted" } }],
    },
    SetChargingProfile: { evseId: 1, chargingProfile: PROFILE_201 },
    SetDisplayMessage: {
      message: { id: 5, priority: "InFront", message: { format: "UTF8", content: "Welcome" } },
    },
    SetMonitoringBase: { monitoringBase: "All" },
    SetMonitoringLevel: { severity: 5 },
    SetNetworkProfile: {
      configurationSlot: 1,
      connectionData: {
        ocppVersion: "OCPP20",
        ocppTransport: "JSON",
        ocppCsmsUrl: "wss://ocpp.example.org/demo",
        messageTimeout: 30,
        securityProfile: 2,
        ocppInterface: "Wired0",
      },
    },
    SetVariableMonitoring: {
      setMonitoringData: [{ value: 600, type: "UpperThreshold", severity: 4, ...HEARTBEAT }],
    },
    SetVariables: { setVariableData: [{ ...HEARTBEAT, attributeValue: "60" }] },
    TriggerMessage: { requestedMessage: "Heartbeat" },
    UnlockConnector: { evseId: 1, connectorId: 1 },
    UnpublishFirmware: { checksum: "d41d8cd98f00b204e9800998ecf8427e" },
    UpdateFirmware: { requestId: 39, firmware: FIRMWARE },
  },
};
