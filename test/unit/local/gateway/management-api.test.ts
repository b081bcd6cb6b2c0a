import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import type { WebSocket } from "ws";
import { closeCode, type Door, nextMessage, openDoor } from "#test/support/local/websocket-door.ts";

let door: Door;
afterEach(() => door.close());

async function connected(): Promise<{ socket: WebSocket; connectionId: string }> {
  door = await openDoor({});
  const socket = door.open();
  await once(socket, "open");
  const [connectionId = ""] = [...door.api.connections.keys()];
  return { socket, connectionId };
}

describe("@connections", () => {
  it("posts to an open socket", async () => {
    const { socket, connectionId } = await connected();
    const message = nextMessage(socket);

    const response = await door.manage("POST", connectionId, '[2,"1","Reset",{}]');

    expect(response.status).toBe(200);
    expect(await message).toBe('[2,"1","Reset",{}]');
  });

  it("tells since when a socket is open and when it was last heard", async () => {
    const { connectionId } = await connected();

    const response = await door.manage("GET", connectionId);

    expect(await response.json()).toMatchObject({
      connectedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      lastActiveAt: expect.stringMatching(/^\d{4}-.*Z$/),
      identity: { sourceIp: "127.0.0.1" },
    });
  });

  it("closes a socket", async () => {
    const { socket, connectionId } = await connected();
    const code = closeCode(socket);

    const response = await door.manage("DELETE", connectionId);

    expect(response.status).toBe(204);
    expect(await code).toBe(1000);
  });

  it("answers 410 for a socket that is gone", async () => {
    await connected();

    const response = await door.manage("POST", "AAAAAAAAAAA=", "x");

    expect(response.status).toBe(410);
    expect(response.headers.get("x-amzn-errortype")).toBe("GoneException");
  });

  it("answers 410 while $connect is still being asked", async () => {
    let status: number | undefined;
    door = await openDoor({
      $connect: async (event) => {
        status = (await door.manage("POST", String(event.requestContext["connectionId"]), "x"))
          .status;
        return { statusCode: 200 };
      },
    });

    await once(door.open(), "open");

    expect(status).toBe(410);
  });

  it("answers 413 for a message that is too long", async () => {
    const { connectionId } = await connected();

    const response = await door.manage("POST", connectionId, "x".repeat(128 * 1024 + 1));

    expect(response.status).toBe(413);
    expect(response.headers.get("x-amzn-errortype")).toBe("PayloadTooLargeException");
  });

  it("answers 403 for a call that is not signed", async () => {
    const { connectionId } = await connected();

    const response = await door.manage("POST", connectionId, "x", {});

    expect(response.status).toBe(403);
  });
});
