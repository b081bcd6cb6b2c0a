/** Payloads of the messages that a session is made of, for chargers that say them in odd ways. */

/** A 1.6 start at register 10,000. */
export const start16 = (tokenId: string, startedAt: string) => ({
  connectorId: 1,
  idTag: tokenId,
  meterStart: 10_000,
  timestamp: startedAt,
});
export const meter16 = (transactionId: number, timestamp: string, registerWh: number) => ({
  connectorId: 1,
  transactionId,
  meterValue: [{ timestamp, sampledValue: [{ value: String(registerWh) }] }],
});
export const event201 = (
  eventType: "Started" | "Updated" | "Ended",
  seqNo: number,
  transactionId: string,
  event: { timestamp: string; registerWh: number; tokenId?: string; offline?: boolean },
) => ({
  eventType,
  timestamp: event.timestamp,
  triggerReason: eventType === "Updated" ? "MeterValuePeriodic" : "Authorized",
  seqNo,
  transactionInfo: { transactionId, ...(eventType === "Ended" && { stoppedReason: "Local" }) },
  evse: { id: 1, connectorId: 1 },
  ...(event.tokenId !== undefined && { idToken: { idToken: event.tokenId, type: "ISO14443" } }),
  ...(event.offline && { offline: true }),
  meterValue: [{ timestamp: event.timestamp, sampledValue: [{ value: event.registerWh }] }],
});
/** The id that the answer to a 1.6 start gives. */
export const transactionIdIn = ([, , payload]: readonly unknown[]) =>
  (payload as { transactionId: number }).transactionId;
