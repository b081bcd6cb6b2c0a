import { sessionIdOf } from "#adapters/dynamodb/keys.ts";
import { TOKEN_UNREAD } from "#domain/charging/flags-of-deviations.ts";
import type { TransactionReport } from "#domain/charging/transaction-report.ts";
import type { OcppContext } from "#functions/shared/ocpp-route.ts";
import { contentDigest, tokenRefIfAny } from "#functions/shared/session-ports.ts";
import type { TransactionEventRequest } from "#ocpp/generated/v201/transaction-event.js";
import { meterReadings201 } from "#ocpp/meter-values.ts";

/** A TransactionEvent in the domain's words. The event itself is a reading too: its state and number at its time. */
export async function transactionReport(
  request: TransactionEventRequest,
  { caller, receivedAt, deviations }: OcppContext,
): Promise<TransactionReport> {
  const { transactionInfo, evse, idToken, seqNo, eventType, meterValue, reservationId } = request;
  const { transactionId, chargingState, stoppedReason } = transactionInfo;
  const at = new Date(request.timestamp).toISOString();
  const readings = meterReadings201(meterValue ?? [], receivedAt);
  const event = { sampledAt: at, seqNo, ...(chargingState !== undefined && { chargingState }) };
  const stopReason = stoppedReason ?? (eventType === "Ended" ? "Local" : undefined);
  const tokenRef = hasToken(idToken)
    ? await tokenRefIfAny(caller.operatorId, idToken.idToken)
    : undefined;
  const isUnread = hasToken(idToken) && tokenRef === undefined;
  return {
    eventType,
    sessionId: sessionIdOf({ ...caller, transactionId }),
    transactionId,
    ...(evse !== undefined && { evseId: evse.id }),
    ...(evse?.connectorId !== undefined && { connectorId: evse.connectorId }),
    ...(tokenRef !== undefined && { tokenRef }),
    ...(reservationId !== undefined && { reservationId }),
    at,
    ...(stopReason !== undefined && { stopReason }),
    kept: { readings: [event, ...readings], digest: digestOf(request), receivedAt },
    deviations: isUnread ? [...deviations, TOKEN_UNREAD] : deviations,
  };
}

/** Names an event by its content: after a reboot some chargers count from zero again, so the number alone does not. */
function digestOf({ eventType, seqNo, timestamp, meterValue }: TransactionEventRequest): string {
  return `${eventType}-${seqNo}-${contentDigest([timestamp, meterValue])}`;
}

/** A charger that lets people charge without a token says so with the type NoAuthorization and an empty text. */
function hasToken(
  idToken: TransactionEventRequest["idToken"],
): idToken is NonNullable<TransactionEventRequest["idToken"]> {
  return idToken !== undefined && idToken.type !== "NoAuthorization" && idToken.idToken !== "";
}
