import { connect, type Socket } from "node:net";
import type { WireMessage } from "./message.ts";
import { createMessageReader } from "./message-reader.ts";

/** Connections to one service that are used again and again, one exchange at a time each. */
export interface Upstream {
  /** Sends a request, head and body, and gives the answer. Throws when the connection fails. */
  readonly exchange: (head: string, body: Buffer) => Promise<WireMessage>;
  readonly close: () => void;
}

interface Connection {
  readonly socket: Socket;
  waiting: PromiseWithResolvers<WireMessage> | undefined;
  idleSinceMs: number;
}

/** Node's servers close a connection after five idle seconds; one that is about to be closed must not be used. */
const MAXIMUM_IDLE_MS = 4_000;
const MAXIMUM_BODY_BYTES = 64 * 1024 * 1024;

/** Opens no connection before the first exchange. */
export function createUpstream(host: string, port: number): Upstream {
  const idle: Connection[] = [];
  const open = new Set<Connection>();

  function openConnection(): Connection {
    const socket = connect({ host, port, noDelay: true });
    const connection: Connection = { socket, waiting: undefined, idleSinceMs: 0 };
    const read = createMessageReader({ kind: "responses", maximumBodyBytes: MAXIMUM_BODY_BYTES });
    const end = (error: Error): void => {
      open.delete(connection);
      const position = idle.indexOf(connection);
      if (position >= 0) idle.splice(position, 1);
      connection.waiting?.reject(error);
      connection.waiting = undefined;
      socket.destroy();
    };
    socket.on("data", (chunk) => {
      try {
        for (const answer of read(chunk)) settle(connection, answer);
      } catch (error) {
        end(error instanceof Error ? error : new Error(String(error)));
      }
    });
    socket.on("error", end);
    socket.on("close", () => end(new Error("The service closed the connection.")));
    open.add(connection);
    return connection;
  }

  function settle(connection: Connection, answer: WireMessage): void {
    const { waiting, socket } = connection;
    if (/^HTTP\/1\.1 1/.test(answer.startLine)) return;
    connection.waiting = undefined;
    if (waiting === undefined || answer.headers["connection"] === "close") socket.destroy();
    else idle.push(connection);
    connection.idleSinceMs = performance.now();
    waiting?.resolve(answer);
  }

  function freeConnection(): Connection {
    for (;;) {
      const connection = idle.pop();
      if (connection === undefined) return openConnection();
      if (performance.now() - connection.idleSinceMs < MAXIMUM_IDLE_MS) return connection;
      connection.socket.destroy();
    }
  }

  return {
    exchange: (head, body) => {
      const connection = freeConnection();
      const waiting = Promise.withResolvers<WireMessage>();
      connection.waiting = waiting;
      // One write: two, even corked into one system call, take half as long again.
      connection.socket.write(Buffer.concat([Buffer.from(head, "latin1"), body]));
      return waiting.promise;
    },
    close: () => {
      for (const { socket } of open) socket.destroy();
    },
  };
}
