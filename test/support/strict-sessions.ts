import { randomUUID } from "node:crypto";
import { secondsAgo } from "./past.ts";
import type { StrictCharger } from "./strict-charger.ts";

/** What a charger did, in a session of half an hour that ended a minute ago. */
export interface ToldSession {
  readonly tokenId: string;
  readonly meterStartWh: number;
  /** One every ten minutes, beginning with the start. */
  readonly registersWh: readonly number[];
  readonly meterStopWh: number;
  /** 2.0.1: the readings from this one on say that the car takes nothing. */
  readonly suspendedFromReading?: number;
}

export const SESSION_SECONDS = 1800;
const STARTED_AGO = SESSION_SECONDS + 60;
const READING_SECONDS = 600;

const timeOfReading = (index: number) => secondsAgo(STARTED_AGO - (index + 1) * READING_SECONDS);

/** A whole 1.6 session, from the boot to the last status. Gives the platform's transaction id. */
export async function chargeOver16(charger: StrictCharger, told: ToldSession): Promise<number> {
  const { tokenId } = told;
  const status = (word: string) =>
    charger.call("StatusNotification", { connectorId: 1, errorCode: "NoError", status: word });

  const boot = { chargePointVendor: "Foreign", chargePointModel: "R2", firmwareVersion: "1.2.3" };
  expectEqual((await charger.call("BootNotification", boot)).status, "Accepted");
  await charger.call("Heartbeat", {});
  await status("Available");
  const { idTagInfo } = await charger.call("Authorize", { idTag: tokenId });
  expectEqual(idTagInfo.status, "Accepted");
  await status("Preparing");
  const started = await charger.call("StartTransaction", {
    connectorId: 1,
    idTag: tokenId,
    meterStart: told.meterStartWh,
    timestamp: secondsAgo(STARTED_AGO),
  });
  expectEqual(started.idTagInfo.status, "Accepted");
  const { transactionId } = started;
  await status("Charging");
  for (const [index, registerWh] of told.registersWh.entries()) {
    await charger.call("MeterValues", {
      connectorId: 1,
      transactionId,
      meterValue: [
        {
          timestamp: timeOfReading(index),
          sampledValue: [
            { value: String(registerWh), measurand: "Energy.Active.Import.Register", unit: "Wh" },
            { value: "11.5", measurand: "Power.Active.Import", unit: "kW" },
          ],
        },
      ],
    });
  }
  await charger.call("StopTransaction", {
    transactionId,
    idTag: tokenId,
    meterStop: told.meterStopWh,
    timestamp: secondsAgo(STARTED_AGO - SESSION_SECONDS),
    reason: "Local",
  });
  await status("Finishing");
  await status("Available");
  return transactionId;
}

/** A whole 2.0.1 session, from the boot to the last status. Gives the charger's transaction id. */
export async function chargeOver201(charger: StrictCharger, told: ToldSession): Promise<string> {
  const transactionId = randomUUID();
  const idToken = { idToken: told.tokenId, type: "ISO14443" };
  const status = (connectorStatus: string) =>
    charger.call("StatusNotification", {
      timestamp: new Date().toISOString(),
      connectorStatus,
      evseId: 1,
      connectorId: 1,
    });
  const isSuspended = (reading: number) => reading >= (told.suspendedFromReading ?? Infinity);
  const meterValue = (timestamp: string, registerWh: number, powerW = 11_500) => [
    {
      timestamp,
      sampledValue: [
        {
          value: registerWh / 1000,
          measurand: "Energy.Active.Import.Register",
          unitOfMeasure: { unit: "kWh" },
        },
        { value: powerW, measurand: "Power.Active.Import", unitOfMeasure: { unit: "W" } },
      ],
    },
  ];
  const event = (eventType: string, timestamp: string, more: object) =>
    charger.call("TransactionEvent", {
      eventType,
      timestamp,
      evse: { id: 1, connectorId: 1 },
      ...more,
    });

  const boot = {
    reason: "PowerUp",
    chargingStation: { vendorName: "Foreign", model: "R2", firmwareVersion: "1.2.3" },
  };
  expectEqual((await charger.call("BootNotification", boot)).status, "Accepted");
  await charger.call("Heartbeat", {});
  await status("Available");
  const { idTokenInfo } = await charger.call("Authorize", { idToken });
  expectEqual(idTokenInfo.status, "Accepted");
  await status("Occupied");
  const startedAt = secondsAgo(STARTED_AGO);
  const started = await event("Started", startedAt, {
    triggerReason: "Authorized",
    seqNo: 0,
    transactionInfo: { transactionId, chargingState: "Charging" },
    idToken,
    meterValue: meterValue(startedAt, told.meterStartWh),
  });
  expectEqual(started.idTokenInfo.status, "Accepted");
  for (const [index, registerWh] of told.registersWh.entries()) {
    await event("Updated", timeOfReading(index), {
      triggerReason: "MeterValuePeriodic",
      seqNo: index + 1,
      transactionInfo: {
        transactionId,
        chargingState: isSuspended(index) ? "SuspendedEV" : "Charging",
      },
      meterValue: meterValue(timeOfReading(index), registerWh, isSuspended(index) ? 0 : 11_500),
    });
  }
  const endedAt = secondsAgo(STARTED_AGO - SESSION_SECONDS);
  await event("Ended", endedAt, {
    triggerReason: "StopAuthorized",
    seqNo: told.registersWh.length + 1,
    transactionInfo: { transactionId, stoppedReason: "Local" },
    idToken,
    meterValue: meterValue(endedAt, told.meterStopWh, 0),
  });
  await status("Available");
  return transactionId;
}

function expectEqual(answered: unknown, expected: string): void {
  if (answered !== expected) throw new Error(`The platform answered ${String(answered)}.`);
}
