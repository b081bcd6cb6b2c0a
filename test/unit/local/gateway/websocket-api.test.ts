import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import {
  closeCode,
  type Door,
  nextMessage,
  openDoor,
  refusal,
} from "#test/support/local/websocket-door.ts";

let door: Door;
afterEach(() => door.close());

const heartbeat = '[2,"1","Heartbeat",{}]';

describe("the handshake", () => {
  it("asks $connect with the headers and the query of the request", async () => {
    door = await openDoor({ $connect: () => ({ statusCode: 200 }) });

    await once(door.open([], { headers: { "X-Test": "yes" } }), "open");

    expect(door.events[0]).toMatchObject({
      headers: { "X-Test": "yes" },
      multiValueHeaders: { "X-Test": ["yes"] },
      queryStringParameters: { charger: "CP-1" },
      multiValueQueryStringParameters: { charger: ["CP-1"] },
      isBase64Encoded: false,
      requestContext: {
        routeKey: "$connect",
        eventType: "CONNECT",
        stage: "v1",
        apiId: "abc",
        connectionId: expect.stringMatching(/^[\w-]{11}=$/),
        identity: { sourceIp: "127.0.0.1" },
      },
    });
  });

  it.each([400, 401, 403, 404, 503])(
    "is refused with %i when $connect answers so",
    async (status) => {
      door = await openDoor({ $connect: () => ({ statusCode: status }) });

      expect(await refusal(door.open())).toBe(status);
      expect(door.api.connections.size).toBe(0);
    },
  );

  it.each([
    ["throws", () => Promise.reject(new Error("no"))],
    ["answers without a status", () => ({})],
  ])("is refused with 502 when $connect %s", async (_, connect) => {
    door = await openDoor({ $connect: connect });

    expect(await refusal(door.open())).toBe(502);
  });

  it("echoes the subprotocol that $connect chose", async () => {
    door = await openDoor({
      $connect: () => ({ statusCode: 200, headers: { "Sec-WebSocket-Protocol": "ocpp1.6" } }),
    });
    const socket = door.open(["ocpp2.0.1", "ocpp1.6"]);

    await once(socket, "open");

    expect(socket.protocol).toBe("ocpp1.6");
  });

  it("fails for a client that offered subprotocols when $connect chose none", async () => {
    door = await openDoor({ $connect: () => ({ statusCode: 200 }) });

    const [error] = await once(door.open(["ocpp1.6"]), "error");

    expect(String(error)).toContain("no subprotocol");
  });

  it("gives each of many sockets at once the protocol that was chosen for it", async () => {
    door = await openDoor({
      $connect: (event) => ({
        statusCode: 200,
        headers: {
          "sec-websocket-protocol": (event["headers"] as Record<string, string>)[
            "Sec-WebSocket-Protocol"
          ],
        },
      }),
    });
    const sockets = ["a", "b", "c", "d"].map((protocol) => door.open([protocol]));

    await Promise.all(sockets.map((socket) => once(socket, "open")));

    expect(sockets.map(({ protocol }) => protocol)).toEqual(["a", "b", "c", "d"]);
  });
});

describe("a message", () => {
  it("goes to the function of its action, and the answer comes back", async () => {
    door = await openDoor({ "+Heartbeat": () => ({ statusCode: 200, body: "[3]" }) });
    const socket = door.open();
    await once(socket, "open");

    socket.send(heartbeat);

    expect(await nextMessage(socket)).toBe("[3]");
    expect(door.events[0]).toMatchObject({
      body: heartbeat,
      isBase64Encoded: false,
      requestContext: { routeKey: "Heartbeat", eventType: "MESSAGE" },
    });
  });

  it.each(['[2,"1","Unknown",{}]', '[3,"1",{}]', "not json", '[2,"1","$connect",{}]'])(
    "without a route of its own goes to $default: %s",
    async (message) => {
      door = await openDoor({
        "+$default": (event) => ({ body: `default ${String(event["body"])}` }),
        $connect: () => ({ statusCode: 200 }),
      });
      const socket = door.open();
      await once(socket, "open");

      socket.send(message);

      expect(await nextMessage(socket)).toBe(`default ${message}`);
    },
  );

  it("gets no answer from a route without a route response", async () => {
    door = await openDoor({
      $default: () => ({ body: "dropped" }),
      "+Heartbeat": () => ({ body: "answered" }),
    });
    const socket = door.open();
    await once(socket, "open");

    socket.send("anything");
    socket.send(heartbeat);

    expect(await nextMessage(socket)).toBe("answered");
  });

  it("for which there is no route gets the service's own error", async () => {
    door = await openDoor({});
    const socket = door.open();
    await once(socket, "open");

    socket.send("x");

    expect(JSON.parse(await nextMessage(socket))).toMatchObject({ message: "Forbidden" });
  });

  it("whose function fails gets the service's error, and the socket stays open", async () => {
    let isFirst = true;
    door = await openDoor({
      "+Heartbeat": () => {
        if (!isFirst) return { body: "fine" };
        isFirst = false;
        throw new Error("secret detail");
      },
    });
    const socket = door.open();
    await once(socket, "open");

    socket.send(heartbeat);
    const failed = await nextMessage(socket);
    socket.send(heartbeat);
    const fine = await nextMessage(socket);

    expect(JSON.parse(failed)).toMatchObject({
      message: "Internal server error",
      connectionId: expect.any(String),
      requestId: expect.any(String),
    });
    expect(failed).not.toContain("secret");
    expect(fine).toBe("fine");
  });

  it("does not wait for the one before it", async () => {
    const first = Promise.withResolvers<void>();
    door = await openDoor({
      "+Slow": () => first.promise.then(() => ({ body: "slow" })),
      "+Heartbeat": () => ({ body: "quick" }),
    });
    const socket = door.open();
    await once(socket, "open");

    socket.send('[2,"1","Slow",{}]');
    socket.send(heartbeat);
    const earlier = await nextMessage(socket);
    first.resolve();
    const later = await nextMessage(socket);

    expect([earlier, later]).toEqual(["quick", "slow"]);
  });

  it.each([
    ["of 128 KB in frames of 32 KB passes", 128 * 1024, 32 * 1024, undefined],
    ["of more than 128 KB closes with 1009", 128 * 1024 + 1, 32 * 1024, 1009],
    ["in one frame of more than 32 KB closes with 1009", 33 * 1024, 33 * 1024, 1009],
  ])("%s", async (_, size, frameSize, code) => {
    door = await openDoor({
      "+$default": (event) => ({ body: String(String(event["body"]).length) }),
    });
    const socket = door.open();
    await once(socket, "open");
    const outcome = code === undefined ? nextMessage(socket) : closeCode(socket);

    for (let sent = 0; sent < size; sent += frameSize) {
      const length = Math.min(frameSize, size - sent);
      socket.send("x".repeat(length), { fin: sent + length >= size });
    }

    expect(await outcome).toBe(code ?? String(size));
  });

  it("that is binary closes with 1003", async () => {
    door = await openDoor({ "+$default": () => ({ body: "" }) });
    const socket = door.open();
    await once(socket, "open");

    socket.send(Buffer.from([1, 2, 3]));

    expect(await closeCode(socket)).toBe(1003);
    expect(door.events).toEqual([]);
  });
});

describe("the end of a connection", () => {
  it("is told to $disconnect with code and reason", async () => {
    const told = Promise.withResolvers<unknown>();
    door = await openDoor({ $disconnect: (event) => told.resolve(event) });
    const socket = door.open();
    await once(socket, "open");

    socket.close(1000, "bye");

    expect(await told.promise).toMatchObject({
      requestContext: {
        eventType: "DISCONNECT",
        disconnectStatusCode: 1000,
        disconnectReason: "bye",
      },
    });
    expect(door.api.connections.size).toBe(0);
  });

  it("comes when nothing was said for the idle time", async () => {
    door = await openDoor({}, { idleMs: 20 });

    expect(await closeCode(door.open())).toBe(1001);
  });

  it("comes when its longest life is over", async () => {
    door = await openDoor({}, { lifetimeMs: 20 });

    expect(await closeCode(door.open())).toBe(1001);
  });

  it("comes for all when the platform stops, and each is told", async () => {
    door = await openDoor({ $disconnect: () => undefined });
    const sockets = [door.open(), door.open()];
    await Promise.all(sockets.map((socket) => once(socket, "open")));
    const codes = Promise.all(sockets.map(closeCode));

    await door.api.stop(1_000);

    expect(await codes).toEqual([1001, 1001]);
    expect(door.events).toHaveLength(2);
  });
});
