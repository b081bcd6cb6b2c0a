import { eventually } from "./eventually.ts";
import type { RestClient } from "./rest-client.ts";

/** Sends a command and waits for the charger's answer, as long as one request may. */
export async function sendCommand(
  rest: RestClient,
  chargerId: string,
  action: string,
  payload: object = {},
  more: object = {},
) {
  const { status, body } = await rest(`chargers/${chargerId}/commands`, {
    method: "POST",
    headers: { prefer: "wait=20" },
    body: { action, payload, ...more },
  });
  return { status, ...body };
}

/** The command as it is when it is over. */
export function finishedCommand(
  rest: RestClient,
  chargerId: string,
  commandId: string,
  patienceMs?: number,
) {
  return eventually(
    `command ${commandId} is finished`,
    async () => {
      const { body } = await rest(`chargers/${chargerId}/commands/${commandId}`);
      return !["queued", "sent"].includes(body.state) && body;
    },
    patienceMs,
  );
}
