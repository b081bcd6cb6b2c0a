import { chargerSocket } from "#adapters/api-gateway/charger-socket.ts";
import { lifeSignStore } from "#adapters/dynamodb/life-sign-store.ts";
import { hasOutstandingCommand } from "#adapters/dynamodb/outstanding-command.ts";
import type { AdmissionPorts } from "#domain/fleet/admit-charger.ts";
import { lifeProbe } from "#functions/shared/life-probe.ts";

/** A charger on a mobile network answers within it; one that has moved there comes back no sooner. */
const PROBE_MS = 10_000;
/** A charger has one CALL of ours at a time: while it owes an answer, that answer is the sign of life. */
const OWED_ANSWER_MS = 60_000;

/** Asks the charger at a socket to show that it lives, and notes with the socket until when it may take. */
export function askForLife(
  fleetTable: string,
  managementUrl: string,
): AdmissionPorts["askForLife"] {
  const socket = chargerSocket(managementUrl);
  const signs = lifeSignStore(fleetTable);
  const owesAnswer = hasOutstandingCommand(fleetTable);
  return async (charger, { connectionId, version }) => {
    const isOwed = await owesAnswer(charger);
    if (!isOwed && (await socket.post(connectionId, lifeProbe(connectionId, version))) === "gone")
      return "gone";
    const asked = new Date();
    const due = new Date(asked.getTime() + (isOwed ? OWED_ANSWER_MS : PROBE_MS));
    await signs.asked(charger, connectionId, asked.toISOString(), due.toISOString());
    return "asked";
  };
}
