import { contentLength, parseHead, WireError, type WireMessage } from "./message.ts";

/** Takes what a socket gives and hands out each message when it is whole. */
export type MessageReader = (chunk: Buffer) => readonly WireMessage[];

export interface MessageReaderOptions {
  readonly kind: "requests" | "responses";
  readonly maximumBodyBytes: number;
}

const END_OF_HEAD = "\r\n\r\n";
const MAXIMUM_HEAD_BYTES = 64 * 1024;

interface Head extends Pick<WireMessage, "startLine" | "headers"> {
  readonly bytes: number;
  /** Undefined for a chunked body, whose end shows only when it is there. */
  readonly bodyBytes: number | undefined;
}

/** Makes a reader for one connection. It throws `WireError` for what is not HTTP/1.1, or too large. */
export function createMessageReader(options: MessageReaderOptions): MessageReader {
  let chunks: Buffer[] = [];
  let bytes = 0;
  let head: Head | undefined;

  /** Large bodies come in many chunks, which are put together only when something can be read from them. */
  function buffered(): Buffer {
    const whole = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
    chunks = [whole];
    return whole;
  }

  function take(): WireMessage | undefined {
    head ??= headIn(buffered(), options);
    if (head === undefined) return undefined;
    const { startLine, headers, bodyBytes } = head;
    if (bodyBytes !== undefined && bytes < head.bytes + bodyBytes) return undefined;
    const all = buffered();
    const end = bodyBytes === undefined ? chunkedEnd(all, head.bytes) : head.bytes + bodyBytes;
    if (end === undefined) return undefined;
    const raw = all.subarray(0, end);
    const message = { startLine, headers, raw, body: raw.subarray(head.bytes) };
    chunks = end === bytes ? [] : [all.subarray(end)];
    bytes -= end;
    head = undefined;
    return message;
  }

  return (chunk) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > options.maximumBodyBytes + MAXIMUM_HEAD_BYTES) {
      throw new WireError("The message is too large.");
    }
    const messages: WireMessage[] = [];
    while (bytes > 0) {
      const message = take();
      if (message === undefined) break;
      messages.push(message);
    }
    return messages;
  };
}

function headIn(all: Buffer, { kind, maximumBodyBytes }: MessageReaderOptions): Head | undefined {
  const end = all.indexOf(END_OF_HEAD);
  if (end < 0 || end > MAXIMUM_HEAD_BYTES) {
    if (all.length <= MAXIMUM_HEAD_BYTES) return undefined;
    throw new WireError("The head of the message is too large.");
  }
  const head = parseHead(all.toString("latin1", 0, end));
  const bytes = end + END_OF_HEAD.length;
  if (head.headers["transfer-encoding"] === undefined) {
    const isBodyless = kind === "responses" && /^HTTP\/1\.1 (1..|204|304) /.test(head.startLine);
    const bodyBytes = isBodyless ? 0 : contentLength(head.headers);
    if (bodyBytes > maximumBodyBytes) throw new WireError("The message is too large.");
    return { ...head, bytes, bodyBytes };
  }
  // The SDK always knows how long its body is, so nothing here has to decode chunks.
  if (kind === "requests") throw new WireError("A request must say its content-length.");
  return { ...head, bytes, bodyBytes: undefined };
}

/** Where a chunked body that begins at `from` ends; undefined while it is not whole. */
function chunkedEnd(all: Buffer, from: number): number | undefined {
  let position = from;
  for (;;) {
    const lineEnd = all.indexOf("\r\n", position);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(all.toString("latin1", position, lineEnd), 16);
    if (Number.isNaN(size)) throw new WireError("A chunk is malformed.");
    if (size === 0) {
      // Without trailers, which none of the services sends.
      return all.length < lineEnd + 4 ? undefined : lineEnd + 4;
    }
    position = lineEnd + 2 + size + 2;
    if (position > all.length) return undefined;
  }
}
