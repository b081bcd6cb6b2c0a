import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { Command } from "#domain/commands/command.ts";
import { answered } from "#domain/commands/finish-command.ts";
import { aCommand, aCommandId } from "#test/support/commands.ts";
import { aBinding, aCharger } from "#test/support/fleet.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { aMember } from "#test/support/members.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const JOBS = "/v1/operators/{operatorId}/chargers/{chargerId}/jobs";
const REPORTED = "/v1/operators/{operatorId}/chargers/{chargerId}/reported/{kind}";
const ANSWERED_AT = "2026-03-01T10:00:05.000Z";
const AT = "2026-03-01T10:00:00Z";

let world: RestWorld;
let chargerCount = 0;
let chargerId: string;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  chargerCount += 1;
  chargerId = `CP-${chargerCount}`;
  const version = "ocpp2.0.1";
  const connection = {
    connectionId: chargerId,
    version,
    connectedAt: AT,
    sourceIp: "192.0.2.7",
  } as const;
  await world.put("Fleet", {
    ...keys.charger("demo-a", chargerId),
    ...aCharger({ chargerId, epoch: 7, connection }),
  });
  await world.put("Connections", {
    ...keys.connection(chargerId),
    ...aBinding({ chargerId, connectionId: chargerId, version }),
  });
});

/** A command as the platform sends it, and as the charger answers it. */
async function commanded(fields: Pick<Command, "action" | "payload">, status: string, number = 1) {
  const { commandStore } = await import("#adapters/dynamodb/command-store.ts");
  const { sealerOf } = await import("#functions/shared/privacy.ts");
  const store = commandStore("Fleet", sealerOf);
  const command = aCommand({ ...fields, chargerId, commandId: aCommandId(number) });
  await store.create(command);
  const { state, ...rest } = command;
  const sent = { ...rest, state: "sent" } as const;
  await store.markSent(sent);
  await store.finish(answered(sent, { status }, ANSWERED_AT), "sent");
  return command.commandId;
}

async function told(folder: string, action: string, payload: object): Promise<void> {
  const { handler } = await import(`../../../functions/ocpp/${folder}/handler.ts`);
  const body = JSON.stringify([2, "m-1", action, payload]);
  const event = { body, requestContext: { connectionId: chargerId } };
  const answer = await handler(event, aContext());
  expect(JSON.parse(answer.body)[0]).toBe(3);
}

const firmware = (status: string, requestId: number) =>
  told("firmware-status-notification", "FirmwareStatusNotification", { status, requestId });
const get = (routeKey: string, path: object = {}, more: object = {}) =>
  world.call("commands", {
    routeKey: `GET ${routeKey}`,
    path: { chargerId, ...path },
    ...more,
  });
const UPDATE = { action: "UpdateFirmware" };

describe("a job", () => {
  it("has a life that REST shows, from its request to its end", async () => {
    const jobId = await commanded({ ...UPDATE, payload: { requestId: 12 } }, "Accepted");

    const accepted = await get(`${JOBS}/{jobId}`, { jobId });
    await firmware("Downloading", 12);
    await firmware("Downloading", 12);
    await firmware("Installed", 12);
    const installed = await get(`${JOBS}/{jobId}`, { jobId });

    expect(accepted.body).toMatchObject({
      jobId,
      kind: "firmware-update",
      requestId: 12,
      state: "accepted",
      outcome: "open",
      answeredAs: "Accepted",
      answeredAt: ANSWERED_AT,
      steps: [],
    });
    expect(installed.body).toMatchObject({
      state: "installed",
      outcome: "succeeded",
      steps: [{ status: "Downloading" }, { status: "Installed" }],
      endedAt: installed.body.steps[1].at,
    });
  });

  it("ends when the charger gives it up for a newer one", async () => {
    const first = await commanded({ ...UPDATE, payload: { requestId: 1 } }, "Accepted", 1);
    const second = await commanded({ ...UPDATE, payload: { requestId: 2 } }, "AcceptedCanceled", 2);

    const listed = await get(JOBS);
    const read = await get(`${JOBS}/{jobId}`, { jobId: first });

    expect(
      listed.body.items.map(({ jobId, outcome }: Record<string, string>) => [jobId, outcome]),
    ).toEqual([
      [second, "open"],
      [first, "cancelled"],
    ]);
    expect(read.body.outcome).toBe("cancelled");
  });

  it("keeps what the charger told before its answer was taken", async () => {
    const { commandStore } = await import("#adapters/dynamodb/command-store.ts");
    const { sealerOf } = await import("#functions/shared/privacy.ts");
    const store = commandStore("Fleet", sealerOf);
    const command = aCommand({ ...UPDATE, payload: { requestId: 5 }, chargerId });
    await store.create(command);

    await firmware("Downloading", 5);
    await store.finish(answered(command, { status: "Accepted" }, ANSWERED_AT), "queued");
    const { body } = await get(`${JOBS}/{jobId}`, { jobId: command.commandId });

    expect(body).toMatchObject({ state: "downloading", answeredAs: "Accepted" });
  });

  it("is not found under the id of a command that begins none", async () => {
    const jobId = await commanded({ action: "ClearCache", payload: {} }, "Accepted");

    const answer = await get(`${JOBS}/{jobId}`, { jobId });

    expect([answer.status, answer.body.code]).toEqual([404, "job.not-found"]);
  });
});

describe("what a charger reports", () => {
  const event = (eventId: number, hour: number) => ({
    eventId,
    timestamp: `2026-03-01T1${hour}:00:00Z`,
    trigger: "Alerting",
    actualValue: "91",
    eventNotificationType: "HardWiredMonitor",
    component: { name: "Connector" },
    variable: { name: "Temperature" },
  });

  it("is listed by kind, page by page, events newest first", async () => {
    const eventData = [event(1, 0), event(2, 1), event(3, 2)];
    await told("notify-event", "NotifyEvent", { generatedAt: AT, seqNo: 0, eventData });

    const first = await get(REPORTED, { kind: "event" }, { query: "limit=2" });
    const cursor = first.body.nextCursor;
    const second = await get(REPORTED, { kind: "event" }, { query: `limit=2&cursor=${cursor}` });

    const items = [...first.body.items, ...second.body.items];
    expect(items.map(({ content }) => content.eventId)).toEqual([3, 2, 1]);
    expect(items[0].content).toEqual(event(3, 2));
    expect(second.body).not.toHaveProperty("nextCursor");
  });

  it("replaces what was known of the same thing", async () => {
    const limit = { chargingLimit: { chargingLimitSource: "EMS" }, evseId: 1 };
    await told("notify-charging-limit", "NotifyChargingLimit", limit);
    await told("cleared-charging-limit", "ClearedChargingLimit", {
      chargingLimitSource: "EMS",
      evseId: 1,
    });

    const { body } = await get(REPORTED, { kind: "charging-limit" });

    expect(body.items.map(({ content }: { content: object }) => content)).toEqual([
      { evseId: 1, chargingLimitSource: "EMS", cleared: true },
    ]);
  });

  it("shows no customer's record among the others", async () => {
    const answer = await get(REPORTED, { kind: "customer-information" });

    expect(answer.status).toBe(400);
  });
});

describe("what a charger holds of a customer", () => {
  const part = (seqNo: number, data: string, tbc: boolean) =>
    told("notify-customer-information", "NotifyCustomerInformation", {
      requestId: 9,
      seqNo,
      data,
      tbc,
      generatedAt: AT,
    });
  const CUSTOMER = { action: "CustomerInformation", payload: { requestId: 9 } };
  const path = `${JOBS}/{jobId}/customer-information`;

  it("is put together for who may see it and says why", async () => {
    const jobId = await commanded(CUSTOMER, "Accepted");
    await part(1, "of a customer", false);
    await part(0, "a record ", true);

    const headers = { "x-access-reason": "The customer asked for it" };
    const as = "the-officer";
    await world.put("Directory", officer(as));
    const answer = await get(path, { jobId }, { headers, as });
    const unsaid = await get(path, { jobId }, { as });
    const other = await get(path, { jobId }, { headers });

    expect(answer.body).toEqual({ jobId, outcome: "succeeded", text: "a record of a customer" });
    expect(unsaid.status).toBe(400);
    expect(other.status).toBe(403);
  });
});

function officer(subject: string) {
  return {
    ...keys.membership("demo-a", subject),
    ...aMember({ scope: "demo-a", subject, role: "data-protection-officer" }),
  };
}
