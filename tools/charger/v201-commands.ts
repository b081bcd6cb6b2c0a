import type { Connector } from "./charger-state.ts";
import type { ChargerControl, Commands } from "./dialect.ts";
import type { OcppConnection } from "./ocpp-connection.ts";
import { listIn, numberIn, objectIn, type Payload, textIn } from "./payload.ts";
import { getVariable, reportOf, setVariable } from "./v201-variables.ts";

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

  const triggers: Readonly<Record<string, (payload: Payload) => Promise<void>>> = {
    BootNotification: async () => void (await dialect.boot("Triggered")),
    Heartbeat: dialect.heartbeat,
    MeterValues: async (payload) => {
      for (const connector of addressed(payload)) await charger.sendMeterReading(connector);
    },
    StatusNotification: async (payload) => {
      for (const connector of addressed(payload)) await dialect.reportStatus(connector);
    },
    TransactionEvent: async (payload) => {
      const busy = addressed(payload).filter(({ session }) => session !== undefined);
      for (const connector of busy) await charger.sendMeterReading(connector);
    },
  };

  async function sendReport(requestId: number): Promise<void> {
    await connection.call("NotifyReport", {
      requestId,
      generatedAt: new Date().toISOString(),
      reportData: reportOf(settings),
      tbc: false,
      seqNo: 0,
    });
  }

  return {
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
    GetBaseReport: (payload) => {
      charger.afterwards(() => sendReport(numberIn(payload, "requestId") ?? 0));
      return ACCEPTED;
    },
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
