import { once } from "node:events";
import { type ClientOptions, WebSocket } from "ws";
import type { LocalFile } from "#local/services.ts";
import type { OcppVersion } from "#ocpp/actions.ts";
import type { KnownCharger } from "./demo-fleet.ts";
import { eventually } from "./eventually.ts";

export interface RawChargerOptions {
  /** The whole address, path and all; sent as it is. */
  readonly url: string;
  /** The value of `Authorization`; none unless given. */
  readonly authorization?: string;
  readonly protocols?: readonly string[];
  readonly ca?: Buffer;
  /** Which address of the loopback it comes from; the usual one unless given. */
  readonly localAddress?: string;
}

/** A socket that sends whatever it is told, for what no decent OCPP client would send. */
export interface RawCharger {
  readonly protocol: string;
  /** What has come since the last time somebody looked. */
  readonly received: unknown[];
  readonly send: (message: string | Buffer) => void;
  /** The answer to the message with this id. */
  readonly answerTo: (messageId: unknown) => Promise<readonly unknown[]>;
  /** Sends a CALL and gives the answer's frame. */
  readonly call: (
    action: string,
    payload: unknown,
    messageId?: string,
  ) => Promise<readonly unknown[]>;
  /** Code of the close frame; 1006 where none came. */
  readonly closed: Promise<number>;
  readonly isOpen: () => boolean;
  readonly close: () => Promise<number>;
  /** Ends the connection without a close frame, as a lost network does. */
  readonly cut: () => void;
}

/** HTTP Basic as chargers send it: user and password are bytes. */
export function basic(user: string, password: string | Buffer): string {
  const bytes = Buffer.concat([Buffer.from(`${user}:`), Buffer.from(password)]);
  return `Basic ${bytes.toString("base64")}`;
}

function open({
  url,
  authorization,
  protocols = [],
  ca,
  localAddress,
}: RawChargerOptions): WebSocket {
  const options: ClientOptions = {
    ...(authorization !== undefined && { headers: { authorization } }),
    ...(ca !== undefined && { ca }),
    ...(localAddress !== undefined && { localAddress }),
    perMessageDeflate: false,
  };
  return new WebSocket(url, [...protocols], options);
}

/** What the platform answers to a handshake: 101 and the subprotocol, or the status of its refusal. */
export async function handshake(
  options: RawChargerOptions,
): Promise<{ readonly status: number; readonly protocol?: string }> {
  const socket = open(options);
  return new Promise((resolve, reject) => {
    socket.on("unexpected-response", (request, response) => {
      request.destroy();
      resolve({ status: response.statusCode ?? 0 });
    });
    socket.on("open", () => {
      socket.terminate();
      resolve({ status: 101, protocol: socket.protocol });
    });
    socket.on("error", reject);
  });
}

/** Connects; rejects when the platform refuses. */
export async function connectRawCharger(options: RawChargerOptions): Promise<RawCharger> {
  const socket = open(options);
  const received: unknown[] = [];
  socket.on("message", (data) => received.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  await once(socket, "open");
  socket.on("error", () => undefined);
  let calls = 0;

  function answerTo(messageId: unknown): Promise<readonly unknown[]> {
    return eventually(`the answer to ${String(messageId).slice(0, 40)}`, () => {
      const index = received.findIndex((frame) => Array.isArray(frame) && frame[1] === messageId);
      return index === -1 ? undefined : (received.splice(index, 1)[0] as unknown[]);
    });
  }
  return {
    protocol: socket.protocol,
    received,
    send: (message) => socket.send(message),
    answerTo,
    call: (action, payload, messageId) => {
      calls += 1;
      const id = messageId ?? String(calls);
      socket.send(JSON.stringify([2, id, action, payload]));
      return answerTo(id);
    },
    closed,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    cut: () => socket.terminate(),
    close: () => {
      socket.close(1000);
      return closed;
    },
  };
}

/** Connects a charger to a platform; one of demo-a unless told otherwise. */
export function connectCharger(
  { ocppUrl }: Pick<LocalFile, "ocppUrl">,
  { chargerId, password }: KnownCharger,
  version: OcppVersion,
  operatorId = "demo-a",
): Promise<RawCharger> {
  return connectRawCharger({
    url: `${ocppUrl}/${operatorId}/${chargerId}`,
    authorization: basic(chargerId, password),
    protocols: [version],
  });
}
