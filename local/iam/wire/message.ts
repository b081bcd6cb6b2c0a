/** An HTTP/1.1 message as it came over a socket. */
export interface WireMessage {
  /** The request line or status line. */
  readonly startLine: string;
  /** Names in lower case; a header that came more than once has its values joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** As sent, so a chunked body still holds its chunk sizes. */
  readonly body: Buffer;
  /** The whole message. */
  readonly raw: Buffer;
}

/** The bytes are no HTTP/1.1 message that is understood here; the connection must end. */
export class WireError extends Error {
  override readonly name = "WireError";
}

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Reads the start line and the headers of a message, without the empty line behind them. Throws `WireError`. */
export function parseHead(head: string): Pick<WireMessage, "startLine" | "headers"> {
  const [startLine = "", ...lines] = head.split("\r\n");
  const headers: Record<string, string> = Object.create(null);
  for (const line of lines) {
    const colon = line.indexOf(":");
    const key = line.slice(0, Math.max(colon, 0)).toLowerCase();
    if (!HEADER_NAME.test(key)) throw new WireError("A header is malformed.");
    const value = line.slice(colon + 1).trim();
    const before = headers[key];
    headers[key] = before === undefined ? value : `${before},${value}`;
  }
  return { startLine, headers };
}

/** How many bytes `content-length` promises, 0 without one. Throws `WireError`. */
export function contentLength(headers: WireMessage["headers"]): number {
  const length = headers["content-length"] ?? "0";
  if (!/^\d{1,9}$/.test(length)) throw new WireError("The content-length is malformed.");
  return Number(length);
}
