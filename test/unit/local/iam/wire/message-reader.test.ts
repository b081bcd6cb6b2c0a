import { describe, expect, it } from "vitest";
import { createMessageReader } from "#local/iam/wire/message-reader.ts";

const requests = () => createMessageReader({ kind: "requests", maximumBodyBytes: 1_000 });
const responses = () => createMessageReader({ kind: "responses", maximumBodyBytes: 1_000 });

const POST = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello";

describe("a reader of HTTP messages", () => {
  it("hands out a request when it is whole, however it was cut up", () => {
    for (let cut = 1; cut < POST.length; cut += 1) {
      const read = requests();

      const messages = [POST.slice(0, cut), POST.slice(cut)].flatMap((part) =>
        read(Buffer.from(part)),
      );

      expect(messages).toHaveLength(1);
      expect(messages[0]).toMatchObject({
        startLine: "POST / HTTP/1.1",
        headers: { host: "h", "content-length": "5" },
      });
      expect(messages[0]?.body.toString()).toBe("hello");
    }
  });

  it("hands out two requests that came at once, each with its own body", () => {
    const bodies = requests()(Buffer.from(`${POST}${POST.replace("hello", "world")}`)).map(
      ({ body }) => body.toString(),
    );

    expect(bodies).toEqual(["hello", "world"]);
  });

  it("joins a header that came twice", () => {
    const [message] = requests()(Buffer.from("GET / HTTP/1.1\r\nA: 1\r\na:2\r\n\r\n"));

    expect(message?.headers["a"]).toBe("1,2");
  });

  it.each([
    ["a chunked request", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["two lengths", "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx"],
    ["a length that is no number", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"],
    ["a folded header", "POST / HTTP/1.1\r\nA: 1\r\n 2\r\n\r\n"],
    ["a header with a space in its name", "POST / HTTP/1.1\r\nContent-Length : 1\r\n\r\nx"],
    ["a body that is too large", "POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n"],
    ["a head without an end", "x".repeat(70_000)],
  ])("refuses %s", (_, text) => {
    expect(() => requests()(Buffer.from(text))).toThrow();
  });

  it.each([
    ["with a length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"],
    ["in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"],
    ["without a body", "HTTP/1.1 204 No Content\r\n\r\n"],
  ])("finds the end of a response %s, byte by byte", (_, text) => {
    const read = responses();

    const raw = [...Buffer.from(`${text}${text}`)]
      .flatMap((byte) => read(Buffer.from([byte])))
      .map((message) => message.raw.toString());

    expect(raw).toEqual([text, text]);
  });
});
