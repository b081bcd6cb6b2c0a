import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { Charger, OcppVersion } from "#domain/fleet/charger.ts";
import { aCharger } from "#test/support/fleet.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const COMMANDS = "/v1/operators/{operatorId}/chargers/{chargerId}/commands";
const START = { action: "RemoteStartTransaction", payload: { connectorId: 1, idTag: "TAG" } };

let world: RestWorld;
const putCharger = async (charger: Charger) =>
  world.put("Fleet", {
    ...keys.charger("demo-a", charger.chargerId),
    ...keys.chargerIndex("demo-a", charger.chargerId),
    ...charger,
  });
const connected = (chargerId: string, version: OcppVersion) =>
  aCharger({
    chargerId,
    connection: {
      connectionId: `socket-${chargerId}`,
      version,
      connectedAt: "2026-03-01T10:00:00.000Z",
      sourceIp: "192.0.2.7",
    },
  });
beforeAll(async () => {
  world = await startRestWorld();
  await putCharger(connected("CP-16", "ocpp1.6"));
  await putCharger(connected("CP-201", "ocpp2.0.1"));
  await putCharger(aCharger({ chargerId: "CP-AWAY" }));
});
afterAll(() => world.stop());

const send = (chargerId: string, body: object, headers: Record<string, string> = {}) =>
  world.call("commands", { routeKey: `POST ${COMMANDS}`, path: { chargerId }, body, headers });

describe("commands over a real database", () => {
  it("takes a command on and says where it is", async () => {
    const sent = await send("CP-16", START);
    const { commandId } = sent.body;
    const read = await world.call("commands", {
      routeKey: `GET ${COMMANDS}/{commandId}`,
      path: { chargerId: "CP-16", commandId },
    });

    expect(sent.status).toBe(202);
    expect(sent.headers["location"]).toBe(
      `/v1/operators/demo-a/chargers/CP-16/commands/${commandId}`,
    );
    expect(read.body).toEqual(sent.body);
    const payload = { ...START.payload, idTag: "***" };
    expect(read.body).toMatchObject({ ...START, payload, state: "queued" });
  });

  it("answers at once when waiting cannot help", async () => {
    const sent = await send("CP-AWAY", { ...START, ocppVersion: "ocpp1.6" }, { prefer: "wait=20" });

    expect(sent.status).toBe(200);
    expect(sent.headers["preference-applied"]).toBe("wait=20");
    expect(sent.body).toMatchObject({ state: "failed", error: { code: "charger.offline" } });
  });

  it("never tells a password that a waiting command is to set", async () => {
    const sent = await send("CP-AWAY", {
      action: "ChangeConfiguration",
      ocppVersion: "ocpp1.6",
      payload: { key: "AuthorizationKey", value: "planted-password-1234" },
    });
    const listed = await world.call("commands", {
      routeKey: `GET ${COMMANDS}`,
      path: { chargerId: "CP-AWAY" },
    });

    expect(sent.body).toMatchObject({ state: "queued", payload: { key: "AuthorizationKey" } });
    expect(JSON.stringify([sent.body, listed.body])).not.toContain("planted-password-1234");
  });

  it("answers 202 when the time to wait is over", async () => {
    const sent = await send("CP-201", { action: "ClearCache" }, { prefer: "wait=0" });

    expect(sent.status).toBe(202);
    expect(sent.body.state).toBe("queued");
  });

  it.each([
    ["CP-16", "RequestStartTransaction"],
    ["CP-201", "RemoteStartTransaction"],
    ["CP-16", "BootNotification"],
    ["CP-AWAY", "MakeCoffee"],
    ["CP-16", "toString"],
  ])("tells that %s has no %s", async (chargerId, action) => {
    const sent = await send(chargerId, { action, payload: {} });

    expect([sent.status, sent.body.code]).toEqual([422, "command.action-not-supported"]);
  });

  it("names the places where a payload breaks OCPP's schema", async () => {
    const sent = await send("CP-16", {
      action: "RemoteStartTransaction",
      payload: { connectorId: "one" },
    });

    expect([sent.status, sent.body.code]).toEqual([400, "command.payload-invalid"]);
    expect(sent.body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      "/payload/connectorId",
      "/payload/idTag",
    ]);
  });

  it("gives the command of a repeated request, not a second one", async () => {
    const headers = { "idempotency-key": "command-once" };

    const first = await send("CP-16", { action: "ClearCache" }, headers);
    const second = await send("CP-16", { action: "ClearCache" }, headers);

    expect(second.body.commandId).toBe(first.body.commandId);
    expect(second.headers["idempotency-replayed"]).toBe("true");
  });

  it("lists the newest first, page by page", async () => {
    await putCharger(connected("CP-LIST", "ocpp1.6"));
    const sent: string[] = [];
    for (let count = 0; count < 3; count++) {
      sent.push((await send("CP-LIST", { action: "ClearCache" })).body.commandId);
    }
    const page = (query: string) =>
      world.call("commands", {
        routeKey: `GET ${COMMANDS}`,
        path: { chargerId: "CP-LIST" },
        query,
      });

    const first = await page("limit=2");
    const second = await page(`limit=2&cursor=${first.body.nextCursor}`);

    const listed = [...first.body.items, ...second.body.items];
    expect(listed.map((item: { commandId: string }) => item.commandId)).toEqual(
      sent.toSorted().toReversed(),
    );
    expect(second.body).not.toHaveProperty("nextCursor");
  });

  it("does not know a command of a charger that is not there", async () => {
    const sent = await send("CP-NONE", START);

    expect([sent.status, sent.body.code]).toEqual([404, "charger.not-found"]);
  });
});
