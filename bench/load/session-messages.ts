import { randomUUID } from "node:crypto";
import type { BenchCharger } from "../fleet.ts";

/** A CALL, made when its turn comes; 1.6 learns its transaction id from an answer in between. */
export interface NextCall {
  readonly action: string;
  readonly payload: (transactionId: number | string) => object;
}

/** The calls of one charging session, and what the platform must have stored when all are answered. */
export interface SessionScript {
  readonly calls: readonly NextCall[];
  /** 2.0.1 names the transaction itself. */
  readonly transactionId: string;
  readonly energyWh: number;
}

const METER_VALUES = 4;
const WH_PER_SAMPLE = 250;

/** One session of the load: nine calls, four of them with two samples of the meter. */
export function sessionScript(charger: BenchCharger, meterStartWh: number): SessionScript {
  const transactionId = randomUUID();
  const energyWh = METER_VALUES * 2 * WH_PER_SAMPLE;
  const script = { charger, transactionId, meterStartWh, energyWh };
  return {
    transactionId,
    energyWh,
    calls: charger.version === "ocpp1.6" ? calls16(script) : calls201(script),
  };
}

/** What a charger says when it has connected. */
export function bootNotification({ version }: BenchCharger): NextCall {
  const payload =
    version === "ocpp1.6"
      ? { chargePointVendor: "Bench", chargePointModel: "Virtual", firmwareVersion: "1.0" }
      : { reason: "PowerUp", chargingStation: { vendorName: "Bench", model: "Virtual" } };
  return { action: "BootNotification", payload: () => payload };
}

interface Script {
  readonly charger: BenchCharger;
  readonly transactionId: string;
  readonly meterStartWh: number;
  readonly energyWh: number;
}

const now = (): string => new Date().toISOString();
const counted = Array.from({ length: METER_VALUES }, (_, index) => index);

function calls16({ charger, meterStartWh, energyWh }: Script): readonly NextCall[] {
  const status = (value: string): NextCall => ({
    action: "StatusNotification",
    payload: () => ({ connectorId: 1, errorCode: "NoError", status: value, timestamp: now() }),
  });
  const sample = (registerWh: number) => ({
    timestamp: now(),
    sampledValue: [
      { value: String(registerWh), measurand: "Energy.Active.Import.Register", unit: "Wh" },
    ],
  });
  return [
    { action: "Heartbeat", payload: () => ({}) },
    status("Charging"),
    {
      action: "StartTransaction",
      payload: () => ({
        connectorId: 1,
        idTag: charger.tokenId,
        meterStart: meterStartWh,
        timestamp: now(),
      }),
    },
    ...counted.map((index) => ({
      action: "MeterValues",
      payload: (transactionId: number | string) => ({
        connectorId: 1,
        transactionId,
        meterValue: [1, 2].map((half) => sample(meterStartWh + (2 * index + half) * WH_PER_SAMPLE)),
      }),
    })),
    {
      action: "StopTransaction",
      payload: (transactionId) => ({
        transactionId,
        idTag: charger.tokenId,
        meterStop: meterStartWh + energyWh,
        timestamp: now(),
        reason: "Local",
      }),
    },
    status("Available"),
  ];
}

function calls201(script: Script): readonly NextCall[] {
  const { charger, transactionId, meterStartWh, energyWh } = script;
  const status = (value: string): NextCall => ({
    action: "StatusNotification",
    payload: () => ({ timestamp: now(), connectorStatus: value, evseId: 1, connectorId: 1 }),
  });
  const sample = (registerWh: number) => ({
    timestamp: now(),
    sampledValue: [{ value: registerWh, measurand: "Energy.Active.Import.Register" }],
  });
  const event = (eventType: string, seqNo: number, more: () => object): NextCall => ({
    action: "TransactionEvent",
    payload: () => ({ eventType, timestamp: now(), seqNo, ...more() }),
  });
  const idToken = { idToken: charger.tokenId, type: "ISO14443" };
  return [
    { action: "Heartbeat", payload: () => ({}) },
    status("Occupied"),
    event("Started", 0, () => ({
      triggerReason: "Authorized",
      transactionInfo: { transactionId, chargingState: "Charging" },
      evse: { id: 1, connectorId: 1 },
      idToken,
      meterValue: [sample(meterStartWh)],
    })),
    ...counted.map((index) =>
      event("Updated", index + 1, () => ({
        triggerReason: "MeterValuePeriodic",
        transactionInfo: { transactionId, chargingState: "Charging" },
        meterValue: [1, 2].map((half) => sample(meterStartWh + (2 * index + half) * WH_PER_SAMPLE)),
      })),
    ),
    event("Ended", METER_VALUES + 1, () => ({
      triggerReason: "StopAuthorized",
      transactionInfo: { transactionId, stoppedReason: "Local" },
      idToken,
      meterValue: [sample(meterStartWh + energyWh)],
    })),
    status("Available"),
  ];
}
