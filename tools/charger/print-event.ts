import type { ChargerEvent } from "./charger-event.ts";

function sentence(event: ChargerEvent): string {
  switch (event.type) {
    case "connected":
      return "connected to the platform";
    case "disconnected":
      return `the connection was cut (${event.code}), connecting again`;
    case "booted":
      return `boot ${event.status}, heartbeat every ${event.intervalSeconds} s`;
    case "heartbeat":
      return "heartbeat";
    case "status":
      return `connector ${event.connectorId} is ${event.status}`;
    case "authorized":
      return `card ${event.tokenId}: ${event.status}`;
    case "session-started":
      return `session ${event.transactionId} started at connector ${event.connectorId} (${event.authorization})`;
    case "metered":
      return `connector ${event.connectorId}: ${event.energyWh} Wh, ${event.powerW} W`;
    case "session-ended":
      return `session ${event.transactionId} ended after ${event.energyWh} Wh (${event.reason})`;
    case "command":
      return `the platform asks ${event.action}: ${event.answer}`;
    case "problem":
      return `problem: ${event.message}`;
  }
}

/** One line for people: the time and what happened. */
export function describeEvent(event: ChargerEvent, now: Date): string {
  return `${now.toISOString().slice(11, 19)}  ${sentence(event)}`;
}
