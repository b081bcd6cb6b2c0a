import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { answered } from "#domain/commands/finish-command.ts";
import { carryOutApproved } from "#test/support/carry-out-approved.ts";
import { aCharger } from "#test/support/fleet.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { aMember } from "#test/support/members.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const JOBS = "/v1/operators/{operatorId}/command-jobs";
const APPROVAL = "/v1/operators/{operatorId}/approvals/{approvalId}";
const FLEET = 40;
const idOf = (number: number) => `CP-${String(number).padStart(2, "0")}`;
const FIRST_THREE = [idOf(1), idOf(2), idOf(3)];
const CONNECTION = {
  connectionId: "socket",
  version: "ocpp1.6",
  connectedAt: "2026-03-01T10:00:00.000Z",
  sourceIp: "192.0.2.7",
} as const;

/** Each makes jobs of their own, because those of one person count together. */
const MAKERS = ["maker-1", "maker-2", "maker-3"];

const sqs = mockClient(SQSClient);
let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
  for (const subject of MAKERS) {
    const member = aMember({ scope: "demo-a", subject, role: "operator-admin" });
    await world.put("Directory", { ...keys.membership("demo-a", subject), ...member });
  }
  for (let number = 1; number <= FLEET; number++) {
    const chargerId = idOf(number);
    const siteId = number <= 3 ? "harbour" : "hill";
    // The first one is away.
    const connection = number === 1 ? {} : { connection: CONNECTION };
    await world.put("Fleet", {
      ...keys.charger("demo-a", chargerId),
      ...keys.chargerIndex("demo-a", chargerId),
      ...aCharger({ chargerId, siteId, ...connection }),
    });
  }
});
afterAll(() => world.stop());
beforeEach(() => {
  sqs.reset();
  sqs.on(SendMessageCommand).resolves({});
});

const create = (body: object, as = "admin") =>
  world.call("command-jobs", {
    routeKey: `POST ${JOBS}`,
    as,
    headers: { "x-change-reason": "Before the holidays" },
    body,
  });
const on = (method: "GET" | "POST", commandJobId: string, more = "") =>
  world.call("command-jobs", {
    routeKey: `${method} ${JOBS}/{commandJobId}${more}`,
    path: { commandJobId },
  });
const read = async (commandJobId: string) => (await on("GET", commandJobId)).body;

/** Wakes the function that works on jobs, as the bus does. */
async function wake(detail: object): Promise<void> {
  const { handler } = await import("#functions/events/run-command-jobs/handler.ts");
  const event = { detail: { operatorId: "demo-a", ...detail } };
  await handler(event as Parameters<typeof handler>[0], aContext());
}
const begin = (commandJobId: string) => wake({ type: "CommandJobStarted", commandJobId });

/** Lets a charger answer its command of a job. */
async function answer(commandJobId: string, chargerId: string, status: string): Promise<void> {
  const { commandStore } = await import("#adapters/dynamodb/command-store.ts");
  const { sealerOf } = await import("#functions/shared/privacy.ts");
  const store = commandStore("Fleet", sealerOf);
  const command = (await store.head({ operatorId: "demo-a", chargerId }))?.command;
  if (command?.commandJobId !== commandJobId) throw new Error("the charger has no such command");
  const at = new Date().toISOString();
  const sent = { ...command, state: "sent", sentAt: at, sentTo: "socket" } as const;
  await store.markSent(sent);
  await store.finish(answered(sent, { status }, at), "sent");
  const { commandId } = command;
  await wake({ type: "CommandFinished", commandJobId, chargerId, commandId });
}

describe("a job for a few chargers", () => {
  it("gives each its command, and counts how they end until it is done", async () => {
    const { status, body } = await create({ action: "ClearCache", chargerIds: FIRST_THREE });
    const { commandJobId } = body;
    await begin(commandJobId);
    const underWay = await read(commandJobId);
    for (const chargerId of FIRST_THREE) {
      await answer(commandJobId, chargerId, chargerId === idOf(2) ? "Rejected" : "Accepted");
    }

    expect([status, body.state, body.chargers]).toEqual([201, "running", 3]);
    expect(underWay).toMatchObject({ state: "running", progress: { queued: 0, sent: 3 } });
    expect(await read(commandJobId)).toMatchObject({
      state: "done",
      progress: { queued: 0, sent: 0, finished: 3, outcomes: { Accepted: 2, Rejected: 1 } },
      finishedAt: expect.any(String),
    });
    const { items } = (await on("GET", commandJobId, "/chargers")).body;
    expect(items.map((one: { outcome: string }) => one.outcome)).toEqual([
      "Accepted",
      "Rejected",
      "Accepted",
    ]);
  });

  it("commands and counts once, however often it is woken", async () => {
    const { body } = await create({ action: "ClearCache", siteId: "harbour" });
    const { commandJobId } = body;
    await Promise.all([begin(commandJobId), begin(commandJobId)]);
    await begin(commandJobId);
    await answer(commandJobId, idOf(2), "Accepted");
    const { items } = (await on("GET", commandJobId, "/chargers")).body;
    const { commandId } = items.find((one: { chargerId: string }) => one.chargerId === idOf(2));

    await wake({ type: "CommandFinished", commandJobId, chargerId: idOf(2), commandId });

    expect(items).toHaveLength(3);
    expect((await read(commandJobId)).progress).toMatchObject({ outcomes: { Accepted: 1 } });
  });

  it("tells at once of a charger that is away, where the command must not come late", async () => {
    const trigger = { requestedMessage: "Heartbeat" };
    const { body } = await create({
      action: "TriggerMessage",
      payload: trigger,
      siteId: "harbour",
    });
    const { commandJobId } = body;

    await begin(commandJobId);
    const { items } = (await on("GET", commandJobId, "/chargers")).body;
    const [{ chargerId, commandId }] = items;
    await wake({ type: "CommandFinished", commandJobId, chargerId, commandId });

    expect((await read(commandJobId)).progress.outcomes).toEqual({ "charger.offline": 1 });
  });

  it("goes on by a timer at its rate, and stops when it is cancelled", async () => {
    const slowly = { action: "ClearCache", siteId: "harbour", perMinute: 6 };
    const { body } = await create(slowly, "maker-1");
    const { commandJobId } = body;
    await begin(commandJobId);

    const cancelled = await on("POST", commandJobId, "/cancel");
    await begin(commandJobId);
    const again = await on("POST", commandJobId, "/cancel");

    const [timer] = sqs.commandCalls(SendMessageCommand);
    expect(timer?.args[0].input.DelaySeconds).toBe(10);
    expect(cancelled.body).toMatchObject({ state: "cancelled", progress: { queued: 2, sent: 1 } });
    expect([again.status, again.body.code]).toEqual([409, "command-job.over"]);
    expect((await read(commandJobId)).progress.queued).toBe(2);
  });
});

describe("a job for many chargers", () => {
  it("waits for a second person, and begins once", async () => {
    const asked = await create({ action: "ClearCache", filter: {} });
    const { approvalId, payloadHash, payload } = asked.body;
    await begin(payload.commandJobId);
    const before = await read(payload.commandJobId);
    const approved = await world.call("approvals", {
      routeKey: `POST ${APPROVAL}/approve`,
      path: { approvalId },
      as: "maker-1",
      body: { payloadHash },
    });
    await Promise.all([1, 2, 3].map(() => carryOutApproved("demo-a", approvalId)));
    const after = await read(payload.commandJobId);

    expect(asked.status).toBe(202);
    expect(asked.body).toMatchObject({ action: "commands.mass", payload: { chargers: FLEET } });
    expect(before).toMatchObject({ state: "awaiting-approval", progress: { queued: FLEET } });
    expect(approved.body.state).toBe("approved");
    expect(after).toMatchObject({ state: "running", version: 2 });
  });

  it("counts together with the jobs that its maker began just before", async () => {
    const ids = Array.from({ length: 6 }, (_, index) => idOf(20 + index));
    const first = await create({ action: "ClearCache", chargerIds: ids }, "maker-2");

    const second = await create({ action: "ClearCache", chargerIds: ids }, "maker-2");

    expect([first.status, second.status]).toEqual([201, 202]);
  });

  it("of firmware waits from two chargers on", async () => {
    const payload = {
      location: "https://example.org/firmware.bin",
      retrieveDate: "2026-03-01T10:00:00Z",
    };

    const asked = await create({ action: "UpdateFirmware", payload, siteId: "harbour" }, "maker-3");

    expect([asked.status, asked.body.action]).toEqual([202, "firmware.campaign"]);
  });
});

describe("a job that cannot be", () => {
  it.each([
    ["names nobody", { action: "ClearCache" }, "/siteId"],
    [
      "names chargers twice over",
      { action: "ClearCache", chargerIds: ["CP-02"], filter: {} },
      "/chargerIds",
    ],
    [
      "names an unknown charger",
      { action: "ClearCache", chargerIds: ["CP-02", "CP-99"] },
      "/chargerIds/1",
    ],
    ["fits no charger", { action: "ClearCache", siteId: "nowhere" }, "/filter"],
    [
      "breaks the schema",
      { action: "Reset", payload: { type: "Gently" }, siteId: "harbour" },
      "/payload/type",
    ],
  ])("because it %s is refused with the place", async (_case, body, pointer) => {
    const { status, body: problem } = await create(body);

    expect(status).toBe(400);
    expect(problem.errors[0].pointer).toBe(pointer);
  });

  it("because it is somebody's who may not send to many is refused", async () => {
    const { status } = await create({ action: "ClearCache", siteId: "harbour" }, "support");

    expect(status).toBe(403);
  });
});
