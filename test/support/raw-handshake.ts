import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";

/** The status of a 1.6 handshake whose request target is sent word for word, as no WebSocket client would. */
export async function statusOfTarget(
  ocppUrl: string,
  target: string,
  authorization: string,
): Promise<number | undefined> {
  const { hostname, port } = new URL(ocppUrl);
  const asked = request({
    hostname,
    port,
    path: target,
    headers: {
      authorization,
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-key": randomBytes(16).toString("base64"),
      "sec-websocket-version": "13",
      "sec-websocket-protocol": "ocpp1.6",
    },
  });
  const answered = Promise.race([once(asked, "response"), once(asked, "upgrade")]);
  asked.end();
  const [response] = await answered;
  asked.destroy();
  return response.statusCode;
}
