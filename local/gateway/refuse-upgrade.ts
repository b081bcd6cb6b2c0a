import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

/** Answers a request for an upgrade with an HTTP status instead, and ends the connection. */
export function refuseUpgrade(transport: Duplex, status: number, content?: unknown): void {
  const body = content === undefined ? "" : JSON.stringify(content);
  transport.on("error", () => transport.destroy());
  transport.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
      ...(body === "" ? [] : ["content-type: application/json"]),
      `content-length: ${Buffer.byteLength(body)}`,
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
