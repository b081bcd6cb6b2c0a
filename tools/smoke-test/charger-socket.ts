import { once } from "node:events";
import { WebSocket } from "ws";

export interface Handshake {
  readonly url: string;
  readonly chargerId: string;
  readonly password: string;
  readonly subprotocols: readonly string[];
}

/** A frame as it came, parsed where it is JSON. */
type Frame = unknown;

export interface ChargerSocket {
  readonly subprotocol: string;
  readonly send: (frame: string) => void;
  readonly ping: () => void;
  /** The next frame, or undefined when none comes in time. */
  readonly next: (withinSeconds: number) => Promise<Frame | undefined>;
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

/** Opens a socket as a charger does; answers the HTTP status when it is refused. */
export async function openSocket(handshake: Handshake): Promise<ChargerSocket | number> {
  const { chargerId, password } = handshake;
  const credentials = Buffer.from(`${chargerId}:${password}`).toString("base64");
  const socket = new WebSocket(handshake.url, [...handshake.subprotocols], {
    headers: { authorization: `Basic ${credentials}` },
  });
  const refused = new Promise<number>((resolve, reject) => {
    socket.once("unexpected-response", (_, response) => resolve(response.statusCode ?? 0));
    socket.once("error", reject);
  });
  const frames: Frame[] = [];
  socket.on("message", (data) => frames.push(parsed(String(data))));
  const status = await Promise.race([once(socket, "open").then(() => undefined), refused]);
  if (status !== undefined) {
    socket.on("error", () => undefined);
    socket.terminate();
    return status;
  }
  return {
    subprotocol: socket.protocol,
    send: (frame) => socket.send(frame),
    ping: () => socket.ping(),
    isOpen: () => socket.readyState === WebSocket.OPEN,
    close: () => socket.close(),
    async next(withinSeconds) {
      const deadline = AbortSignal.timeout(withinSeconds * 1000);
      while (frames.length === 0 && !deadline.aborted) {
        await once(socket, "message", { signal: deadline }).catch(() => undefined);
      }
      return frames.shift();
    },
  };
}

function parsed(text: string): Frame {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
