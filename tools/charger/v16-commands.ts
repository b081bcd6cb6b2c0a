import type { Connector } from "./charger-state.ts";
import { certificateCommands } from "./commands/certificates.ts";
import { firmwareCommands } from "./commands/firmware.ts";
import { localListCommands } from "./commands/local-list.ts";
import { reservationCommands } from "./commands/reservation.ts";
import { v16SmartCharging } from "./commands/v16-smart-charging.ts";
import type { ChargerControl, Commands } from "./dialect.ts";
import type { OcppConnection } from "./ocpp-connection.ts";
import { listIn, numberIn, type Payload, textIn } from "./payload.ts";

const ACCEPTED = { status: "Accepted" } as const;
const REJECTED = { status: "Rejected" } as const;

/** The settings that a new 1.6 charger has. */
export const V16_SETTINGS = {
  AuthorizeRemoteTxRequests: { value: "false", isReadOnly: false },
  HeartbeatInterval: { value: "300", isReadOnly: false },
  MeterValueSampleInterval: { value: "60", isReadOnly: false },
  NumberOfConnectors: { value: "2", isReadOnly: true },
  StopTransactionOnInvalidId: { value: "true", isReadOnly: true },
  SupportedFeatureProfiles: {
    value:
      "Core,FirmwareManagement,LocalAuthListManagement,Reservation,SmartCharging,RemoteTrigger",
    isReadOnly: true,
  },
} as const;

/** How a 1.6 charger answers each command (OCPP 1.6 edition 2, §5, and its security white paper). */
export function v16Commands(charger: ChargerControl, connection: OcppConnection): Commands {
  const { connectors, settings, dialect } = charger;

  function addressed(payload: Payload): readonly Connector[] {
    const connectorId = numberIn(payload, "connectorId") ?? 0;
    return connectorId === 0
      ? connectors
      : connectors.filter((connector) => connector.connectorId === connectorId);
  }

  const trigger = (payload: Payload) => {
    const wanted = triggers[textIn(payload, "requestedMessage")];
    if (wanted === undefined) return { status: "NotImplemented" };
    if (addressed(payload).length === 0) return REJECTED;
    charger.afterwards(() => wanted(payload));
    return ACCEPTED;
  };
  const idle = (action: string) => async () =>
    void (await connection.call(action, { status: "Idle" }));

  const triggers: Readonly<Record<string, (payload: Payload) => Promise<void>>> = {
    BootNotification: async () => void (await dialect.boot("Triggered")),
    Heartbeat: dialect.heartbeat,
    MeterValues: async (payload) => {
      for (const connector of addressed(payload)) await charger.sendMeterReading(connector);
    },
    StatusNotification: async (payload) => {
      for (const connector of addressed(payload)) await dialect.reportStatus(connector);
    },
    DiagnosticsStatusNotification: idle("DiagnosticsStatusNotification"),
    FirmwareStatusNotification: idle("FirmwareStatusNotification"),
    LogStatusNotification: idle("LogStatusNotification"),
  };

  return {
    ...certificateCommands("v16"),
    ...firmwareCommands(charger, connection, "v16"),
    ...localListCommands("v16"),
    ...reservationCommands(charger, "v16"),
    ...v16SmartCharging(charger),
    ChangeAvailability: (payload) => {
      const wanted = addressed(payload);
      if (wanted.length === 0) return REJECTED;
      const isAvailable = textIn(payload, "type") === "Operative";
      const isBusy = wanted.some(({ isOccupied }) => isOccupied);
      charger.afterwards(async () => {
        for (const connector of wanted) await charger.setAvailable(connector, isAvailable);
      });
      return isBusy ? { status: "Scheduled" } : ACCEPTED;
    },
    ChangeConfiguration: (payload) => {
      const key = textIn(payload, "key");
      const setting = settings.get(key);
      if (setting === undefined) return { status: "NotSupported" };
      if (setting.isReadOnly) return REJECTED;
      settings.set(key, { ...setting, value: textIn(payload, "value") });
      return ACCEPTED;
    },
    ClearCache: () => ACCEPTED,
    DataTransfer: () => ({ status: "UnknownVendorId" }),
    GetConfiguration: (payload) => {
      const asked = listIn(payload, "key").map(String);
      const names = asked.length > 0 ? asked : [...settings.keys()];
      return {
        configurationKey: names.flatMap((key) => {
          const setting = settings.get(key);
          return setting ? [{ key, readonly: setting.isReadOnly, value: setting.value }] : [];
        }),
        unknownKey: names.filter((key) => !settings.has(key)),
      };
    },
    RemoteStartTransaction: (payload) => {
      const free = addressed(payload).find(
        ({ isOccupied, isAvailable }) => !isOccupied && isAvailable,
      );
      if (free === undefined) return REJECTED;
      charger.afterwards(() => charger.start(free, { tokenId: textIn(payload, "idTag") }));
      return ACCEPTED;
    },
    RemoteStopTransaction: (payload) => {
      const transactionId = numberIn(payload, "transactionId");
      const busy = connectors.find(({ session }) => session?.transactionId === transactionId);
      if (busy === undefined) return REJECTED;
      charger.afterwards(() => charger.stop(busy, "Remote"));
      return ACCEPTED;
    },
    Reset: (payload) => {
      const type = textIn(payload, "type");
      charger.afterwards(() => charger.restart(`${type}Reset`));
      return ACCEPTED;
    },
    ExtendedTriggerMessage: trigger,
    TriggerMessage: trigger,
    UnlockConnector: (payload) => {
      const [connector] = addressed(payload);
      if (connector === undefined) return { status: "NotSupported" };
      if (connector.session !== undefined) {
        charger.afterwards(() => charger.stop(connector, "UnlockCommand"));
      }
      return { status: "Unlocked" };
    },
  };
}
