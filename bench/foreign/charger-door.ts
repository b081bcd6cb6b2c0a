import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type RawData, WebSocket, WebSocketServer } from "ws";
import type { OcppVersion } from "#domain/fleet/charger.ts";

interface DoorOptions {
  /** Where chargers of one operator connect, `ws://…/ocpp/<operator>`. */
  readonly operatorUrl: string;
  readonly password: string;
  readonly version: OcppVersion;
}

/** A place on the loopback where a client that knows neither passwords nor versions becomes a charger of one operator. */
export interface ChargerDoor {
  /** Its address; the path under it is the charger's id. */
  readonly url: string;
  readonly close: () => void;
}

const NORMAL_CLOSURE = 1000;

/**
 * Joins a client's socket with one that is opened for it. Texts pass as they are, both ways; what the client says before
 * the other one is open waits.
 */
function join(client: WebSocket, platform: WebSocket): void {
  const early: string[] = [];
  client.on("message", (text: RawData) => {
    if (platform.readyState === WebSocket.CONNECTING) early.push(String(text));
    else if (platform.readyState === WebSocket.OPEN) platform.send(String(text));
  });
  platform.once("open", () => {
    for (const text of early) platform.send(text);
  });
  platform.on("message", (text: RawData) => client.send(String(text)));
  platform.once("close", () => client.close(NORMAL_CLOSURE));
  client.once("close", () => platform.close(NORMAL_CLOSURE));
  for (const socket of [client, platform]) socket.on("error", () => undefined);
}

/** Opens the door: what comes in there goes on with the charger's password and the wanted version of OCPP. */
export async function openChargerDoor(options: DoorOptions): Promise<ChargerDoor> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  server.on("connection", (client, { url = "" }) => {
    const chargerId = url.slice(1);
    const platform = new WebSocket(`${options.operatorUrl}/${chargerId}`, [options.version], {
      auth: `${chargerId}:${options.password}`,
      perMessageDeflate: false,
    });
    join(client, platform);
  });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `ws://127.0.0.1:${port}`, close: () => server.close() };
}
