import { randomBytes } from "node:crypto";
import type { BenchCharger } from "../fleet.ts";
import { bootNotification, type NextCall, sessionScript } from "../load/session-messages.ts";

/** One invocation of a function: which, and with what event. */
export interface Invocation {
  /** The OCPP action, or `$connect` and `$disconnect`; TransactionEvents are told apart by their kind. */
  readonly label: string;
  /** Below `functions/ocpp/`. */
  readonly folder: string;
  readonly event: (transactionId: number | string) => object;
}

/** What a charger says in one connection: it connects, boots, asks for its card, charges once and leaves. */
export function invocationsOf(
  charger: BenchCharger,
  options: {
    readonly password: string;
    readonly originSecret: string;
    readonly meterStartWh: number;
  },
): {
  readonly connectionId: string;
  readonly transactionId: string;
  readonly list: readonly Invocation[];
} {
  const connectionId = `${randomBytes(9).toString("base64url").slice(0, 11)}=`;
  const requestContext = { connectionId, identity: { sourceIp: "127.0.0.1" } };
  const { transactionId, calls } = sessionScript(charger, options.meterStartWh);
  const { operatorId, chargerId, version } = charger;
  const credentials = Buffer.from(`${chargerId}:${options.password}`).toString("base64");
  const connect: Invocation = {
    label: "$connect",
    folder: "connect",
    event: () => ({
      requestContext,
      headers: {
        authorization: `Basic ${credentials}`,
        "sec-websocket-protocol": version,
        "x-chargeward-origin": options.originSecret,
      },
      queryStringParameters: { operator: operatorId, charger: chargerId },
    }),
  };
  const disconnect: Invocation = {
    label: "$disconnect",
    folder: "disconnect",
    event: () => ({ requestContext }),
  };
  const messages = [bootNotification(charger), authorize(charger), ...calls].map(
    ({ action, payload }, index): Invocation => ({
      label: labelOf(action, payload("")),
      folder: action.replaceAll(/(?<=.)([A-Z])/g, "-$1").toLowerCase(),
      event: (id) => ({
        requestContext,
        body: JSON.stringify([2, `bench-${index}`, action, payload(id)]),
      }),
    }),
  );
  return { connectionId, transactionId, list: [connect, ...messages, disconnect] };
}

function authorize({ version, tokenId }: BenchCharger): NextCall {
  const payload =
    version === "ocpp1.6"
      ? { idTag: tokenId }
      : { idToken: { idToken: tokenId, type: "ISO14443" } };
  return { action: "Authorize", payload: () => payload };
}

function labelOf(action: string, payload: object): string {
  return "eventType" in payload ? `${action} ${payload.eventType}` : action;
}
