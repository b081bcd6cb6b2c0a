import type { Connector } from "./charger-state.ts";
import { certificateCommands } from "./commands/certificates.ts";
import { firmwareCommands } from "./commands/firmware.ts";
import { localListCommands } from "./commands/local-list.ts";
import { reservationCommands } from "./commands/reservation.ts";
import { v201Display } from "./commands/v201-display.ts";
import { v201Monitoring } from "./commands/v201-monitoring.ts";
import { v201Records } from "./commands/v201-records.ts";
import { v201SmartCharging } from "./commands/v201-smart-charging.ts";
import type { ChargerControl, Commands } from "./dialect.ts";
import type { OcppConnection } from "./ocpp-connection.ts";
import { listIn, numberIn, objectIn, type Payload, textIn } from "./payload.ts";
import { getVariable, setVariable } from "./v201-variables.ts";

const ACCEPTED = { status: "Accepted" } as const;
const REJECTED = { status: "Rejected" } as const;

const objectsOf = (list: readonly unknown[]): readonly object[] =>
  list.filter((one) => typeof one === "object" && one !== null);

/** How a 2.0.1 charging station answers each command. */
export function v201Commands(charger: ChargerControl, connection: OcppConnection): Commands {
  const { connectors, settings, dialect } = charger;

  const onEvse = (evseId: number): readonly Connector[] =>
    evseId === 0 ? connectors : connectors.filter(({ connectorId }) => connectorId === evseId);
  const addressed = (payload: Payload) => onEvse(numberIn(objectIn(payload, "evse"), "id") ?? 0);

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
    FirmwareStatusNotification: idle("FirmwareStatusNotification"),
    LogStatusNotification: idle("LogStatusNotification"),
    TransactionEvent: async (payload) => {
      const busy = addressed(payload).filter(({ session }) => session !== undefined);
      for (const connector of busy) await charger.sendMeterReading(connector);
    },
  };

  return {
    ...certificateCommands("v201"),
    ...firmwareCommands(charger, connection, "v201"),
    ...localListCommands("v201"),
    ...reservationCommands(charger, "v201"),
    ...v201Display(charger, connection),
    ...v201Monitoring(charger, connection),
    ...v201Records(charger, connection),
    ...v201SmartCharging(charger, connection),
    ChangeAvailability: (payload) => {
      const wanted = addressed(payload);
      if (wanted.length === 0) return REJECTED;
      const isAvailable = textIn(payload, "operationalStatus") === "Operative";
      const isBusy = wanted.some(({ isOccupied }) => isOccupied);
      charger.afterwards(async () => {
        for (const connector of wanted) await charger.setAvailable(connector, isAvailable);
      });
      return isBusy ? { status: "Scheduled" } : ACCEPTED;
    },
    ClearCache: () => ACCEPTED,
    DataTransfer: () => ({ status: "UnknownVendorId" }),
    GetVariables: (payload) => ({
      getVariableResult: objectsOf(listIn(payload, "getVariableData")).map((request) =>
        getVariable(settings, request),
      ),
    }),
    SetVariables: (payload) => ({
      setVariableResult: objectsOf(listIn(payload, "setVariableData")).map((request) =>
        setVariable(settings, request),
      ),
    }),
    RequestStartTransaction: (payload) => {
      const free = onEvse(numberIn(payload, "evseId") ?? 0).find(
        ({ isOccupied, isAvailable }) => !isOccupied && isAvailable,
      );
      if (free === undefined) return REJECTED;
      const tokenId = textIn(objectIn(payload, "idToken"), "idToken");
      const remoteStartId = numberIn(payload, "remoteStartId") ?? 0;
      charger.afterwards(() => charger.start(free, { tokenId, remoteStartId }));
      return ACCEPTED;
    },
    RequestStopTransaction: (payload) => {
      const transactionId = textIn(payload, "transactionId");
      const busy = connectors.find(({ session }) => session?.transactionId === transactionId);
      if (busy === undefined) return REJECTED;
      charger.afterwards(() => charger.stop(busy, "Remote"));
      return ACCEPTED;
    },
    Reset: () => {
      charger.afterwards(() => charger.restart("RemoteReset"));
      return ACCEPTED;
    },
    TriggerMessage: (payload) => {
      const trigger = triggers[textIn(payload, "requestedMessage")];
      if (trigger === undefined) return { status: "NotImplemented" };
      if (addressed(payload).length === 0) return REJECTED;
      charger.afterwards(() => trigger(payload));
      return ACCEPTED;
    },
    UnlockConnector: (payload) => {
      const [connector] = onEvse(numberIn(payload, "evseId") ?? -1);
      if (connector === undefined) return { status: "UnknownConnector" };
      return { status: connector.session ? "OngoingAuthorizedTransaction" : "Unlocked" };
    },
  };
}
