import type { ChargerControl, Commands } from "../dialect.ts";
import type { OcppConnection } from "../ocpp-connection.ts";
import { listIn, numberIn, objectIn, type Payload, textIn } from "../payload.ts";

/** Messages of the display, and what a driver reads of the cost (2.0.1 blocks I and O). */
export function v201Display(charger: ChargerControl, connection: OcppConnection): Commands {
  const messages = new Map<number, object>();
  const isRunning = (transactionId: string) =>
    charger.connectors.some(({ session }) => session?.transactionId === transactionId);

  function asked(payload: Payload): readonly object[] {
    const ids = listIn(payload, "id");
    const priority = textIn(payload, "priority");
    return [...messages.values()].filter(
      (message) =>
        (ids.length === 0 || ids.includes(numberIn(message, "id"))) &&
        (priority === "" || textIn(message, "priority") === priority),
    );
  }

  async function report(requestId: number, messageInfo: readonly object[]): Promise<void> {
    await connection.call("NotifyDisplayMessages", { requestId, tbc: false, messageInfo });
  }

  return {
    SetDisplayMessage: (payload) => {
      const message = objectIn(payload, "message");
      const transactionId = textIn(message, "transactionId");
      if (transactionId && !isRunning(transactionId)) return { status: "UnknownTransaction" };
      messages.set(numberIn(message, "id") ?? 0, message);
      return { status: "Accepted" };
    },
    GetDisplayMessages: (payload) => {
      const found = asked(payload);
      if (found.length === 0) return { status: "Unknown" };
      charger.afterwards(() => report(numberIn(payload, "requestId") ?? 0, found));
      return { status: "Accepted" };
    },
    ClearDisplayMessage: (payload) => ({
      status: messages.delete(numberIn(payload, "id") ?? 0) ? "Accepted" : "Unknown",
    }),
    CostUpdated: () => ({}),
  };
}
