import { createHash } from "node:crypto";
import type { Session } from "#domain/charging/session.ts";
import type { OcppVersion } from "#domain/fleet/charger.ts";
import type { Payment } from "#domain/payments/payment.ts";

interface Call {
  readonly action: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The start of a session at the connector (1.6 §5.11) or EVSE (2.0.1 F01) that was paid for. */
export function startOf(
  { connectorId, evseId, paymentId }: Payment,
  tokenId: string,
  version: OcppVersion | undefined,
): Call {
  if (version === "ocpp1.6") {
    return { action: "RemoteStartTransaction", payload: { connectorId, idTag: tokenId } };
  }
  return {
    action: "RequestStartTransaction",
    payload: {
      evseId: evseId ?? connectorId,
      remoteStartId: remoteStartIdOf(paymentId),
      idToken: { idToken: tokenId, type: "Central" },
    },
  };
}

/** The stop of a session (1.6 §5.12, 2.0.1 F03). */
export function stopOf({ version, transactionId }: Session): Call {
  return version === "ocpp1.6"
    ? { action: "RemoteStopTransaction", payload: { transactionId } }
    : { action: "RequestStopTransaction", payload: { transactionId } };
}

/** A positive 31-bit integer, the same for the same payment. */
function remoteStartIdOf(paymentId: string): number {
  return createHash("sha256").update(paymentId).digest().readUInt32BE() >>> 1 || 1;
}
