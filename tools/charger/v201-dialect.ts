import { randomUUID } from "node:crypto";
import { type Connector, currentAOf, type Reading, VOLTAGE_V } from "./charger-state.ts";
import type { Dialect, SessionRequest } from "./dialect.ts";
import type { OcppConnection } from "./ocpp-connection.ts";
import { numberIn, objectIn, type Payload, textIn } from "./payload.ts";

const NOT_OCCUPIED = new Set(["Available", "Reserved", "Unavailable", "Faulted"]);

/** Why the last event of a transaction was sent, by the reason of its stop. */
const STOP_TRIGGERS: Readonly<Record<string, string>> = {
  Local: "StopAuthorized",
  Remote: "RemoteStop",
  DeAuthorized: "Deauthorized",
  EVDisconnected: "EVCommunicationLost",
};

const idTokenOf = (tokenId: string) => ({ idToken: tokenId, type: "ISO14443" });

function meterValue(reading: Reading) {
  const { sampledAt, context } = reading;
  const sample = (measurand: string, value: number, unit: string) => ({
    value,
    context,
    measurand,
    unitOfMeasure: { unit },
  });
  return {
    timestamp: sampledAt,
    sampledValue: [
      sample("Energy.Active.Import.Register", reading.registerWh, "Wh"),
      sample("Power.Active.Import", reading.powerW, "W"),
      sample("Current.Import", currentAOf(reading), "A"),
      sample("Voltage", VOLTAGE_V, "V"),
      sample("SoC", reading.socPercent, "Percent"),
    ],
  };
}

/** OCPP 2.0.1; a connector is the first of the EVSE with its number. */
export function v201Dialect(connection: OcppConnection): Dialect {
  function transactionEvent(
    eventType: "Started" | "Updated" | "Ended",
    reading: Reading,
    event: Payload & { readonly transactionInfo: Payload },
  ): Promise<Payload> {
    return connection.callUntilAnswered("TransactionEvent", {
      eventType,
      timestamp: reading.sampledAt,
      ...event,
      meterValue: [meterValue(reading)],
    });
  }

  function begin(
    { connectorId }: Connector,
    { tokenId, remoteStartId }: SessionRequest,
    reading: Reading,
  ) {
    const transactionId = randomUUID();
    const started = transactionEvent("Started", reading, {
      triggerReason: remoteStartId === undefined ? "Authorized" : "RemoteStart",
      seqNo: 0,
      transactionInfo: {
        transactionId,
        chargingState: "Charging",
        ...(remoteStartId !== undefined && { remoteStartId }),
      },
      evse: { id: connectorId, connectorId: 1 },
      idToken: idTokenOf(tokenId),
    });
    return started.then((answer) => ({
      transactionId,
      authorization: textIn(objectIn(answer, "idTokenInfo"), "status"),
    }));
  }

  return {
    boot: async (reason) => {
      const answer = await connection.call("BootNotification", {
        reason,
        chargingStation: {
          vendorName: "Chargeward",
          model: "Virtual 2.0.1",
          firmwareVersion: "1.0.0",
        },
      });
      return {
        status: textIn(answer, "status"),
        intervalSeconds: numberIn(answer, "interval") ?? 0,
      };
    },
    heartbeat: async () => void (await connection.call("Heartbeat", {})),
    reportStatus: async ({ connectorId, status }) =>
      void (await connection.call("StatusNotification", {
        timestamp: new Date().toISOString(),
        connectorStatus: NOT_OCCUPIED.has(status) ? status : "Occupied",
        evseId: connectorId,
        connectorId: 1,
      })),
    authorize: async (tokenId) => {
      const answer = await connection.call("Authorize", { idToken: idTokenOf(tokenId) });
      return textIn(objectIn(answer, "idTokenInfo"), "status");
    },
    begin,
    meter: async ({ connectorId, session }, reading) => {
      if (session === undefined) {
        const payload = { evseId: connectorId, meterValue: [meterValue(reading)] };
        await connection.callUntilAnswered("MeterValues", payload);
        return;
      }
      await transactionEvent("Updated", reading, {
        triggerReason: reading.context === "Trigger" ? "Trigger" : "MeterValuePeriodic",
        seqNo: session.nextSeqNo++,
        transactionInfo: { transactionId: session.transactionId, chargingState: "Charging" },
        evse: { id: connectorId, connectorId: 1 },
      });
    },
    end: async ({ connectorId, session }, reading, reason) => {
      if (session === undefined) return;
      await transactionEvent("Ended", reading, {
        triggerReason: STOP_TRIGGERS[reason] ?? "AbnormalCondition",
        seqNo: session.nextSeqNo++,
        transactionInfo: { transactionId: session.transactionId, stoppedReason: reason },
        evse: { id: connectorId, connectorId: 1 },
        ...(reason === "Local" && { idToken: idTokenOf(session.tokenId) }),
      });
    },
  };
}
