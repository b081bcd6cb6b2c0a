import type { ChargerControl, Commands } from "../dialect.ts";
import type { OcppConnection } from "../ocpp-connection.ts";
import { listIn, numberIn, objectIn, type Payload, textIn } from "../payload.ts";
import { reportOf } from "../v201-variables.ts";

const ACCEPTED = { status: "Accepted" } as const;

/** What a station can be asked of itself, of transactions and of customers (2.0.1 blocks B, E and N). */
export function v201Records(charger: ChargerControl, connection: OcppConnection): Commands {
  const cleared = new Set<string>();

  async function sendReport(requestId: number, reportData: readonly Payload[]): Promise<void> {
    const generatedAt = new Date().toISOString();
    const part = { requestId, generatedAt, reportData, tbc: false, seqNo: 0 };
    await connection.call("NotifyReport", part);
  }

  async function sendCustomer(requestId: number, text: string): Promise<void> {
    const generatedAt = new Date().toISOString();
    const half = Math.ceil(text.length / 2);
    const parts = text.length > 1 ? [text.slice(0, half), text.slice(half)] : [text];
    for (const [seqNo, part] of parts.entries()) {
      const tbc = seqNo < parts.length - 1;
      const told = { requestId, generatedAt, seqNo, tbc, data: part };
      await connection.call("NotifyCustomerInformation", told);
    }
  }

  return {
    GetBaseReport: (payload) => {
      const requestId = numberIn(payload, "requestId") ?? 0;
      charger.afterwards(() => sendReport(requestId, reportOf(charger.settings)));
      return ACCEPTED;
    },
    GetReport: (payload) => {
      const asked = listIn(payload, "componentVariable") as readonly object[];
      const names = asked.map((one) => textIn(objectIn(one, "component"), "name"));
      const found = reportOf(charger.settings).filter(
        (one) => names.length === 0 || names.includes(textIn(objectIn(one, "component"), "name")),
      );
      if (found.length === 0) return { status: "EmptyResultSet" };
      charger.afterwards(() => sendReport(numberIn(payload, "requestId") ?? 0, found));
      return ACCEPTED;
    },
    GetTransactionStatus: (payload) => {
      const transactionId = textIn(payload, "transactionId");
      if (transactionId === "") return { messagesInQueue: false };
      const ongoingIndicator = charger.connectors.some(
        ({ session }) => session?.transactionId === transactionId,
      );
      return { ongoingIndicator, messagesInQueue: false };
    },
    CustomerInformation: (payload) => {
      const token = textIn(objectIn(payload, "idToken"), "idToken");
      const customer = token || textIn(payload, "customerIdentifier") || "certificate";
      const known = cleared.has(customer) ? "nothing" : `sessions of ${customer}: 1`;
      if (Reflect.get(payload, "clear") === true) cleared.add(customer);
      const isReported = Reflect.get(payload, "report") === true;
      const requestId = numberIn(payload, "requestId") ?? 0;
      charger.afterwards(() => sendCustomer(requestId, isReported ? known : "cleared"));
      return ACCEPTED;
    },
    SetNetworkProfile: () => ACCEPTED,
  };
}
