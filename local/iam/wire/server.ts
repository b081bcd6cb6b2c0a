import { type AddressInfo, createServer, type Socket } from "node:net";
import type { AwsRequest } from "../access.ts";
import { WireError, type WireMessage } from "./message.ts";
import { createMessageReader } from "./message-reader.ts";

/** Gives the whole answer to a request, ready to be sent; what it throws ends the connection. */
export type AnswerRequest = (request: AwsRequest) => Promise<Buffer | string>;

export interface WireServer {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** DynamoDB's largest request is 16 MB; the others' are smaller. */
const MAXIMUM_BODY_BYTES = 17 * 1024 * 1024;
const REQUEST_LINE = /^([A-Z]+) (\/[\x21-\x7e]*) HTTP\/1\.1$/;

/**
 * Serves HTTP/1.1 on 127.0.0.1 for SDK clients: keep-alive, bodies with a content-length, one answer after the other.
 * A front door made of Node's own server and client took 0.25 ms of processor time for a call among 32 at once, and 0.46 ms for one
 * alone; made of this and `createUpstream` it takes 0.10 and 0.19 ms, measured on the same busy machine.
 */
export async function startWireServer(answer: AnswerRequest): Promise<WireServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    serve(socket, answer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function serve(socket: Socket, answer: AnswerRequest): void {
  const read = createMessageReader({ kind: "requests", maximumBodyBytes: MAXIMUM_BODY_BYTES });
  let last: Promise<void> = Promise.resolve();
  const answerNext = async (message: WireMessage): Promise<void> => {
    const bytes = await answer(requestOf(message));
    if (!socket.destroyed) socket.write(bytes);
    if (message.headers["connection"] === "close") socket.end();
  };
  const fail = (error: unknown): void => {
    if (error instanceof WireError && !socket.destroyed) {
      socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    } else {
      socket.destroy();
    }
  };
  socket.on("data", (chunk) => {
    try {
      for (const message of read(chunk)) {
        last = last.then(() => answerNext(message)).catch(fail);
      }
    } catch (error) {
      fail(error);
    }
  });
}

function requestOf({ startLine, headers, body }: WireMessage): AwsRequest {
  const [, method, url] = REQUEST_LINE.exec(startLine) ?? [];
  if (method === undefined || url === undefined) {
    throw new WireError("The request line is malformed.");
  }
  return { method, url, headers, body };
}
