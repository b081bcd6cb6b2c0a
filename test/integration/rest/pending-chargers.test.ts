import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { DEFAULT_OPERATOR_SETTINGS } from "#domain/tenancy/operator.ts";
import { anOperator } from "#test/support/fleet.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const PENDING = "/v1/operators/{operatorId}/pending-chargers";
const BOOT = { chargePointVendor: "Vendor", chargePointModel: "Model" };

let world: RestWorld;
let stations = 0;
beforeAll(async () => {
  world = await startRestWorld();
  const settings = { ...DEFAULT_OPERATOR_SETTINGS, unknownStations: "pending" } as const;
  await world.put("Directory", { ...keys.operator("demo-a"), ...anOperator({ settings }) });
  await world.put("Fleet", { ...keys.site("demo-a", "harbour"), siteId: "harbour", version: 1 });
});
afterAll(() => world.stop());

/** A station that nobody made known, let in as `$connect` does. */
async function aStation(chargerId = `NEW-${++stations}`) {
  const { pendingHandshakeStore } = await import("#adapters/dynamodb/pending-handshake-store.ts");
  const { admitPendingCharger } = await import("#domain/fleet/admit-pending-charger.ts");
  const connectionId = `socket-${chargerId}-${++stations}`;
  const tables = {
    connectionsTable: "Connections",
    directoryTable: "Directory",
    fleetTable: "Fleet",
  };
  const { admitted } = await admitPendingCharger(
    {
      identity: { operatorId: "demo-a", chargerId },
      connectionId,
      sourceIp: `192.0.${stations}.1`,
      receivedAt: new Date().toISOString(),
      version: "ocpp1.6",
      proves: async () => ({ proven: false, reason: "credentials-wrong" }),
    },
    pendingHandshakeStore(tables),
  );
  return {
    chargerId,
    admitted,
    async send(folder: string, frame: unknown): Promise<unknown> {
      const { handler } = await import(`../../../functions/ocpp/${folder}/handler.ts`);
      const event = { body: JSON.stringify(frame), requestContext: { connectionId } };
      const answer = await handler(event, aContext());
      return JSON.parse(answer.body ?? "null");
    },
  };
}

const list = async (as = "admin") =>
  (await world.call("chargers", { routeKey: `GET ${PENDING}`, as })).body.items;
const decide = (verb: string, chargerId: string, body: object, as = "admin") =>
  world.call("chargers", {
    routeKey: `POST ${PENDING}/{chargerId}/${verb}`,
    path: { chargerId },
    body,
    as,
  });

describe("a station that waits", () => {
  it("boots as Pending, is listed with what it told, and can do nothing else", async () => {
    const { chargerId, send } = await aStation();
    const before = await world.everything();

    const heartbeat = await send("heartbeat", [2, "1", "Heartbeat", {}]);
    const start = await send("start-transaction", [2, "2", "StartTransaction", { tag: 1 }]);
    await send("default", [3, "anything", {}]);
    const after = await world.everything();
    const boot = await send("boot-notification", [2, "3", "BootNotification", BOOT]);

    expect(heartbeat).toEqual([4, "1", "SecurityError", expect.any(String), {}]);
    expect(start).toEqual([4, "2", "SecurityError", expect.any(String), {}]);
    expect(after).toEqual(before);
    expect(boot).toMatchObject([3, "3", { status: "Pending", interval: 60 }]);
    expect(await list()).toContainEqual(
      expect.objectContaining({
        chargerId,
        state: "waiting",
        boot: expect.objectContaining({ vendor: "Vendor", model: "Model" }),
      }),
    );
  });

  it("becomes a charger with a password that is shown once, and its socket is worth nothing more", async () => {
    const { chargerId, send } = await aStation();

    const adopted = await decide("adopt", chargerId, { siteId: "harbour", name: "Berth 4" });
    const again = await decide("adopt", chargerId, { siteId: "harbour" });
    const boot = await send("boot-notification", [2, "1", "BootNotification", BOOT]);

    expect(adopted.status).toBe(201);
    expect(adopted.body).toMatchObject({ chargerId, siteId: "harbour", name: "Berth 4" });
    expect(adopted.body.password).toMatch(/^[0-9a-f]{40}$/);
    expect(again.status).toBe(404);
    expect(boot).toMatchObject([3, "1", { status: "Rejected" }]);
    const charger = await world.call("chargers", {
      routeKey: "GET /v1/operators/{operatorId}/chargers/{chargerId}",
      path: { chargerId },
      as: "admin",
    });
    expect(charger.body).not.toHaveProperty("boot");
    expect((await list()).map((each: { chargerId: string }) => each.chargerId)).not.toContain(
      chargerId,
    );
  });

  it("is unknown for the time for which a person refused it", async () => {
    const { chargerId, send } = await aStation();

    const refused = await decide("refuse", chargerId, { hours: 2 });
    const boot = await send("boot-notification", [2, "1", "BootNotification", BOOT]);
    const back = await aStation(chargerId);

    expect(refused.status).toBe(200);
    expect(Date.parse(refused.body.refusedUntil)).toBeGreaterThan(Date.now() + 7_000_000);
    expect(boot).toMatchObject([3, "1", { status: "Rejected" }]);
    expect(back.admitted).toBe(false);
    expect(await list()).toContainEqual(expect.objectContaining({ chargerId, state: "refused" }));
  });

  it("is not adopted onto a site that is not there, and waits on", async () => {
    const { chargerId } = await aStation();

    const answer = await decide("adopt", chargerId, { siteId: "nowhere" });

    expect(answer.status).toBe(400);
    expect(await list()).toContainEqual(expect.objectContaining({ chargerId, state: "waiting" }));
  });

  it("stands on no site, so who acts on some sites only neither sees nor adopts it", async () => {
    const { chargerId } = await aStation();

    expect(await list("technician")).toEqual([]);
    for (const [verb, body] of [
      ["adopt", { siteId: "harbour" }],
      ["refuse", {}],
    ] as const) {
      const { status, body: problem } = await decide(verb, chargerId, body, "technician");
      expect([status, problem.code]).toEqual([404, "pending-charger.not-found"]);
    }
  });
});

it("lets an operator switch the list on and off", async () => {
  const routeKey = "PATCH /v1/operators/{operatorId}";
  const change = async (unknownStations: string) => {
    const body = { settings: { unknownStations } };
    const answer = await world.call("operators", { routeKey, body, as: "admin" });
    return answer.body.settings.unknownStations;
  };

  expect(await change("refuse")).toBe("refuse");
  expect((await aStation()).admitted).toBe(false);
  expect(await change("pending")).toBe("pending");
  expect((await aStation()).admitted).toBe(true);
});
