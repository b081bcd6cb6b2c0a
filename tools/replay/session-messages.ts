import type { TrueCharger, TrueSession } from "./true-session.ts";

/** A message about a session, as the charger keeps it until it is answered. */
export interface ReplayMessage {
  readonly session: TrueSession;
  readonly kind: "start" | "meter" | "stop";
  readonly action: string;
  /** 1.6 learns its transaction id from the answer to its start. */
  readonly payload: (transactionId: number) => object;
}

/** What a charger says of a session, in order. */
export function messagesOf(charger: TrueCharger, session: TrueSession): readonly ReplayMessage[] {
  return charger.version === "ocpp1.6"
    ? messages16(charger, session)
    : messages201(charger, session);
}

function messages16(
  { tokenId, countsFromZero }: TrueCharger,
  session: TrueSession,
): readonly ReplayMessage[] {
  const told = (registerWh: number) =>
    countsFromZero ? registerWh - session.meterStartWh : registerWh;
  return [
    {
      session,
      kind: "start",
      action: "StartTransaction",
      payload: () => ({
        connectorId: 1,
        idTag: tokenId,
        meterStart: session.meterStartWh,
        timestamp: session.startedAt,
      }),
    },
    ...session.samples.map(({ at, registerWh }) => ({
      session,
      kind: "meter" as const,
      action: "MeterValues",
      payload: (transactionId: number) => ({
        connectorId: 1,
        transactionId,
        meterValue: [{ timestamp: at, sampledValue: [{ value: String(told(registerWh)) }] }],
      }),
    })),
    {
      session,
      kind: "stop",
      action: "StopTransaction",
      payload: (transactionId) => ({
        transactionId,
        idTag: tokenId,
        meterStop: session.meterStopWh,
        timestamp: session.endedAt,
        reason: "Local",
      }),
    },
  ];
}

function messages201({ tokenId }: TrueCharger, session: TrueSession): readonly ReplayMessage[] {
  const event = (
    kind: ReplayMessage["kind"],
    seqNo: number,
    { at, registerWh }: TrueSession["samples"][number],
    more: object = {},
  ): ReplayMessage => ({
    session,
    kind,
    action: "TransactionEvent",
    payload: () => ({
      eventType: { start: "Started", meter: "Updated", stop: "Ended" }[kind],
      timestamp: at,
      triggerReason: kind === "meter" ? "MeterValuePeriodic" : "Authorized",
      seqNo,
      transactionInfo: {
        transactionId: session.name,
        ...(kind === "stop" && { stoppedReason: "Local" }),
      },
      evse: { id: 1, connectorId: 1 },
      meterValue: [{ timestamp: at, sampledValue: [{ value: registerWh }] }],
      ...more,
    }),
  });
  const { startedAt, endedAt, meterStartWh, meterStopWh, samples } = session;
  const idToken = { idToken: tokenId, type: "ISO14443" };
  return [
    event("start", 0, { at: startedAt, registerWh: meterStartWh }, { idToken }),
    ...samples.map((sample, index) => event("meter", index + 1, sample)),
    event("stop", samples.length + 1, { at: endedAt, registerWh: meterStopWh }, { idToken }),
  ];
}
