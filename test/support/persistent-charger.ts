import { randomUUID } from "node:crypto";
import type { OcppVersion } from "#ocpp/actions.ts";
import { ocppConnection } from "#tools/charger/ocpp-connection.ts";
import type { KnownCharger } from "./demo-fleet.ts";

export interface PersistentChargerOptions {
  readonly url: string;
  readonly operatorId: string;
  readonly charger: KnownCharger;
  readonly version: OcppVersion;
}

/** Tells the platform of sessions and nothing else, and each message again and again until it is answered. */
export interface PersistentCharger {
  /** Resolves when the platform has answered; gives how the transaction is called. */
  readonly start: (tokenId: string, registerWh: number) => Promise<number | string>;
  readonly stop: (transactionId: number | string, registerWh: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function connectPersistentCharger(
  options: PersistentChargerOptions,
): Promise<PersistentCharger> {
  const { charger, version, ...where } = options;
  const connection = ocppConnection({ ...where, ...charger, version, isStrict: true });
  await connection.connect();
  const say = connection.callUntilAnswered;
  const event = (eventType: string, seqNo: number, registerWh: number, more: object) => {
    const timestamp = new Date().toISOString();
    return say("TransactionEvent", {
      eventType,
      timestamp,
      triggerReason: "Authorized",
      seqNo,
      evse: { id: 1, connectorId: 1 },
      meterValue: [{ timestamp, sampledValue: [{ value: registerWh }] }],
      ...more,
    });
  };

  if (version === "ocpp1.6") {
    return {
      start: async (idTag, meterStart) => {
        const timestamp = new Date().toISOString();
        const answer = await say("StartTransaction", {
          connectorId: 1,
          idTag,
          meterStart,
          timestamp,
        });
        return Number(answer["transactionId"]);
      },
      stop: async (transactionId, meterStop) => {
        const timestamp = new Date().toISOString();
        await say("StopTransaction", { transactionId, meterStop, timestamp });
      },
      close: connection.close,
    };
  }
  return {
    start: async (idToken, registerWh) => {
      const transactionId = randomUUID();
      await event("Started", 0, registerWh, {
        transactionInfo: { transactionId },
        idToken: { idToken, type: "ISO14443" },
      });
      return transactionId;
    },
    stop: async (transactionId, registerWh) => {
      const transactionInfo = { transactionId, stoppedReason: "Local" };
      await event("Ended", 1, registerWh, { transactionInfo });
    },
    close: connection.close,
  };
}
