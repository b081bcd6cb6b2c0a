import { type Connector, currentAOf, type Reading, VOLTAGE_V } from "./charger-state.ts";
import type { Dialect } from "./dialect.ts";
import type { OcppConnection } from "./ocpp-connection.ts";
import { numberIn, objectIn, textIn } from "./payload.ts";

function meterValue(reading: Reading) {
  const { sampledAt, context } = reading;
  const sample = (measurand: string, value: number, unit: string) => ({
    value: String(value),
    context,
    measurand,
    unit,
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

/** OCPP 1.6J, Core profile. */
export function v16Dialect(connection: OcppConnection): Dialect {
  const transactionIdOf = ({ session }: Connector) =>
    session === undefined ? {} : { transactionId: session.transactionId };

  return {
    boot: async () => {
      const answer = await connection.call("BootNotification", {
        chargePointVendor: "Chargeward",
        chargePointModel: "Virtual 1.6",
        firmwareVersion: "1.0.0",
      });
      return {
        status: textIn(answer, "status"),
        intervalSeconds: numberIn(answer, "interval") ?? 0,
      };
    },
    heartbeat: async () => void (await connection.call("Heartbeat", {})),
    reportStatus: async ({ connectorId, status }) =>
      void (await connection.call("StatusNotification", {
        connectorId,
        errorCode: "NoError",
        status,
        timestamp: new Date().toISOString(),
      })),
    authorize: async (tokenId) => {
      const answer = await connection.call("Authorize", { idTag: tokenId });
      return textIn(objectIn(answer, "idTagInfo"), "status");
    },
    begin: async ({ connectorId }, { tokenId }, { registerWh, sampledAt }) => {
      const answer = await connection.callUntilAnswered("StartTransaction", {
        connectorId,
        idTag: tokenId,
        meterStart: registerWh,
        timestamp: sampledAt,
      });
      return {
        transactionId: numberIn(answer, "transactionId") ?? 0,
        authorization: textIn(objectIn(answer, "idTagInfo"), "status"),
      };
    },
    meter: async (connector, reading) =>
      void (await connection.callUntilAnswered("MeterValues", {
        connectorId: connector.connectorId,
        ...transactionIdOf(connector),
        meterValue: [meterValue(reading)],
      })),
    end: async (connector, reading, reason) =>
      void (await connection.callUntilAnswered("StopTransaction", {
        ...(connector.session && reason === "Local" && { idTag: connector.session.tokenId }),
        meterStop: reading.registerWh,
        timestamp: reading.sampledAt,
        ...transactionIdOf(connector),
        reason,
      })),
  };
}
