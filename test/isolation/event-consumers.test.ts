import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findAttempt } from "#adapters/dynamodb/adhoc-attempt-store.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { Approval } from "#domain/access/approval.ts";
import { approvalHash } from "#functions/shared/approval-hash.ts";
import { adHocAttempt } from "#test/support/adhoc.ts";
import { aCommandId } from "#test/support/commands.ts";
import { aCharger } from "#test/support/fleet.ts";
import { aStreamRecord } from "#test/support/stream-records.ts";
import { type Apart, startApart } from "./apart.ts";
import { startConsumers } from "./consumers.ts";
import { dumpOf } from "./dump.ts";
import { tally } from "./tally.ts";
import type { Things } from "./things.ts";

const NOW = "2026-03-01T10:00:00.000Z";
const LATER = "2100-01-01T00:00:00.000Z";
const counts = tally();
let apart: Apart;
let consumers: ReturnType<typeof startConsumers>;

interface Side {
  readonly operatorId: string;
  readonly things: () => Things;
}
const A: Side = { operatorId: "demo-a", things: () => apart.own };
const B: Side = { operatorId: "demo-b", things: () => apart.foreign };
/** Whose name an event bears, and whose things it names. */
const WAYS = [
  ["demo-a with things of demo-b", A, B],
  ["demo-b with things of demo-a", B, A],
] as const;

beforeAll(async () => {
  apart = await startApart();
  consumers = startConsumers();
  for (const { operatorId, things } of [A, B]) {
    const { chargerId = "", siteId = "" } = things().ids;
    const connectionId = `socket of ${operatorId}`;
    const connection = {
      connectionId,
      version: "ocpp1.6",
      connectedAt: NOW,
      sourceIp: "::1",
    } as const;
    const charger = aCharger({ operatorId, chargerId, siteId, connection });
    const index = keys.chargerIndex(operatorId, chargerId);
    await apart.world.put("Fleet", {
      ...keys.charger(operatorId, chargerId),
      ...index,
      ...charger,
    });
  }
});
afterAll(async () => {
  await apart?.stop();
  await counts.write("event-consumers");
});

let approvals = 0;
/** An approved request in the partition of `side`, which may say of itself that it is another operator's. */
async function approve(
  side: Side,
  action: string,
  payload: object,
  saysOperatorId = side.operatorId,
) {
  const approvalId = aCommandId(500 + approvals++);
  const bound = { approvalId, operatorId: saysOperatorId, action, payload };
  const approval: Approval = {
    ...bound,
    payloadHash: approvalHash(bound),
    maker: "admin",
    reason: "Tests that operators are apart",
    requiredPermission: "operator:approve",
    requestedAt: NOW,
    expiresAt: LATER,
    state: "approved",
    checker: "security-officer",
    decidedAt: NOW,
  };
  await apart.world.put("Security", { ...keys.approval(side.operatorId, approvalId), ...approval });
  await consumers.wake("execute-approved-action", approvedRecord(side.operatorId, approvalId));
}

const records = (change: Parameters<typeof aStreamRecord>[0]) => ({
  Records: [aStreamRecord(change)],
});
const approvedRecord = (operatorId: string, approvalId: string) =>
  records({
    ...keys.approval(operatorId, approvalId),
    before: { state: "pending" },
    after: { state: "approved" },
  });
const messages = (body: object) => ({
  Records: [{ messageId: "m-1", body: JSON.stringify(body) }],
});

type Attack = readonly [
  consumer: string,
  name: string,
  run: (own: Side, other: Side) => Promise<unknown>,
];

/** An approved action that names a thing of the other operator. */
const approved = (
  action: string,
  payload: (ids: Readonly<Record<string, string>>, other: Side) => object,
): Attack => [
  "execute-approved-action",
  `${action} that names a thing of the other one`,
  (own, other) => approve(own, action, payload(other.things().ids, other)),
];

/** An item under a key of one operator whose fields name the other one. */
const disguised = (
  consumer: string,
  name: string,
  change: (own: Side, other: Side) => Parameters<typeof aStreamRecord>[0],
): Attack => [
  consumer,
  name,
  (own, other) => consumers.wake(consumer, records(change(own, other))),
];

const session = ({ operatorId, things }: Side) => ({
  operatorId,
  ...things().ids,
  connectorId: 1,
  state: "ended",
  startedAt: NOW,
  endedAt: NOW,
  flags: [],
});

const ATTACKS: readonly Attack[] = [
  disguised("publish-domain-events", "a session under a foreign name", (own, other) => ({
    ...keys.session(own.operatorId, own.things().ids["sessionId"] ?? ""),
    after: session(other),
  })),
  disguised("publish-domain-events", "a charger under a foreign name", (own, other) => ({
    ...keys.charger(own.operatorId, other.things().ids["chargerId"] ?? ""),
    after: aCharger({
      operatorId: other.operatorId,
      boot: { bootedAt: NOW, vendor: "V", model: "M" },
    }),
  })),
  disguised("publish-domain-events", "a command under a foreign name", (own, other) => ({
    ...keys.command(own.operatorId, other.things().ids["chargerId"] ?? "", aCommandId(9)),
    after: {
      ...other.things().ids,
      operatorId: other.operatorId,
      action: "Reset",
      state: "failed",
      createdAt: NOW,
    },
  })),
  [
    "queue-webhooks",
    "an event that names things of the other one",
    (own, other) =>
      consumers.wake("queue-webhooks", {
        detail: {
          ...session(other),
          operatorId: own.operatorId,
          eventId: "e",
          type: "SessionEnded",
          occurredAt: NOW,
        },
      }),
  ],
  ...(["webhookId", "deliveryId"] as const).flatMap((kept): readonly Attack[] => [
    [
      "deliver-webhooks",
      `a message with the other one's ids, but for its own ${kept}`,
      (own, other) =>
        consumers.wake(
          "deliver-webhooks",
          messages({
            ...other.things().ids,
            [kept]: own.things().ids[kept],
            operatorId: other.operatorId,
            attempts: 0,
            replays: 0,
          }),
        ),
    ],
    [
      "deliver-webhooks",
      `a message of its own with the other one's ${kept}`,
      (own, other) =>
        consumers.wake(
          "deliver-webhooks",
          messages({
            ...own.things().ids,
            [kept]: other.things().ids[kept],
            operatorId: own.operatorId,
            attempts: 0,
            replays: 0,
          }),
        ),
    ],
  ]),
  [
    "execute-approved-action",
    "the id of an approval of the other one",
    (own, other) =>
      consumers.wake(
        "execute-approved-action",
        approvedRecord(own.operatorId, other.things().ids["approvalId"] ?? ""),
      ),
  ],
  [
    "execute-approved-action",
    "an approval that says it is the other one's",
    (own, other) =>
      approve(own, "operator.export", { operatorId: other.operatorId }, other.operatorId),
  ],
  approved("operator.export", (_, { operatorId }) => ({ operatorId })),
  approved("operator.offboard", (_, { operatorId }) => ({ operatorId, withoutExport: true })),
  approved("tariffs.change", ({ tariffId }) => ({
    tariffId,
    version: 1,
    changes: { energyMinorPerKwh: 1 },
  })),
  approved("roles.change", ({ roleId }) => ({ roleId, version: 1, change: { name: "Mine" } })),
  approved("grants.privileged", ({ subject }) => ({
    subject,
    version: 1,
    roles: [{ roleId: "finance" }],
  })),
  approved("integrations.credential", ({ integrationId }) => ({
    integrationId,
    version: 1,
    credential: { sealed: "x", fingerprint: "x" },
  })),
  approved("security.waive-minimum-profile", ({ chargerId }) => ({
    chargerId,
    profile: 1,
    until: LATER,
  })),
  approved("security.waive-minimum-profile", ({ siteId }) => ({
    siteId,
    profile: 1,
    until: LATER,
  })),
  [
    "follow-charger-security",
    "an event of a command to the other one's charger",
    (own, other) =>
      consumers.wake("follow-charger-security", {
        detail: { ...other.things().ids, operatorId: own.operatorId },
      }),
  ],
  [
    "advance-command-queue",
    "a timer with the charger and the command of the other one",
    (own, other) =>
      consumers.wake(
        "advance-command-queue",
        messages({ ...other.things().ids, operatorId: own.operatorId }),
      ),
  ],
  [
    "advance-command-queue",
    "an event of a command to the other one's charger",
    (own, other) =>
      consumers.wake("advance-command-queue", {
        detail: {
          ...other.things().ids,
          operatorId: own.operatorId,
          eventId: "e",
          type: "CommandCreated",
          occurredAt: NOW,
        },
      }),
  ],
  [
    "follow-watch",
    "an event of a watch over the other one's charger",
    async (own, other) => {
      const { chargerId = "" } = other.things().ids;
      const until = new Date(Date.now() + 60_000).toISOString();
      const watch = keys.messageWatch(own.operatorId, chargerId);
      await apart.world.put("Fleet", { ...watch, until, salt: "x" });
      await consumers.wake("follow-watch", { detail: { operatorId: own.operatorId, chargerId } });
    },
  ],
  ...["follow-commands", "synchronise-local-lists"].flatMap((consumer): readonly Attack[] => [
    [
      consumer,
      "an event with the charger and the command of the other one",
      (own, other) =>
        consumers.wake(consumer, {
          detail: { ...other.things().ids, operatorId: own.operatorId, type: "CommandFinished" },
        }),
    ],
    [
      consumer,
      "the clock, and an event of nobody",
      (own) => consumers.wake(consumer, { detail: { operatorId: own.operatorId } }),
    ],
  ]),
  disguised("publish-domain-events", "a watch that says it is the other one's", (own, other) => {
    const { chargerId = "" } = other.things().ids;
    return {
      ...keys.messageWatch(own.operatorId, chargerId),
      after: { operatorId: other.operatorId, chargerId, createdAt: NOW, until: LATER, salt: "x" },
    };
  }),
  [
    "record-audit",
    "an item that says it is the other one's",
    (own, other) => {
      const record = aStreamRecord({
        ...keys.site(own.operatorId, other.things().siteId),
        after: { ...other.things().ids, operatorId: other.operatorId, name: "Mine" },
      });
      const eventSourceARN = "arn:aws:dynamodb:x:1:table/Fleet/stream/1";
      return consumers.wake("record-audit", {
        Records: [{ ...record, eventSourceARN }],
        shardId: "shardId-1",
      });
    },
  ],
  disguised(
    "follow-operator-life",
    "an operator that says it is the other one, suspended",
    (own, other) => ({
      ...keys.operator(own.operatorId),
      before: { operatorId: other.operatorId },
      after: { operatorId: other.operatorId, suspendedAt: NOW },
    }),
  ),
  disguised("publish-domain-events", "an attempt under a foreign name", (own, other) => ({
    ...keys.adhocAttempt(own.operatorId, other.things().ids["attemptId"] ?? ""),
    after: adHocAttempt({
      operatorId: other.operatorId,
      attemptId: other.things().ids["attemptId"] ?? "",
    }),
  })),
  [
    "assess-adhoc-session",
    "an attempt of the other one",
    (own, other) =>
      consumers.wake("assess-adhoc-session", {
        "detail-type": "AdHocSessionRequested",
        detail: { operatorId: own.operatorId, attemptId: other.things().ids["attemptId"] },
      }),
  ],
  disguised(
    "follow-operator-life",
    "an operator that says it is the other one, at its end",
    (own, other) => ({
      ...keys.operator(own.operatorId),
      before: { operatorId: other.operatorId },
      after: {
        operatorId: other.operatorId,
        offboarding: { approvalId: "a", startedAt: NOW, pass: 1, deletedItems: 0 },
      },
    }),
  ),
];

describe.each(WAYS)("an event of %s", (_, own, other) => {
  it.each(ATTACKS)(
    "changes nothing there and tells nobody: %s, %s",
    async (consumer, name, run) => {
      const before = await dumpOf(other.operatorId);
      consumers.sent.length = 0;

      // A consumer may refuse by throwing; what counts is what it left behind.
      await Promise.allSettled([run(own, other)]);

      const after = await dumpOf(other.operatorId);
      const told = consumers.sent.filter((text) => text.includes(other.operatorId));
      const succeeded = !isDeepStrictEqual(after, before) || told.length > 0;
      counts.note(`event consumer ${consumer}: ${name}`, succeeded);
      expect(after).toEqual(before);
      expect(told).toEqual([]);
    },
  );
});

describe.each([A, B])("the same consumers, for $operatorId itself", (side) => {
  it("do their work", async () => {
    const { operatorId, things } = side;
    const { chargerId = "", commandId = "", sessionId = "" } = things().ids;
    const before = await dumpOf(operatorId);
    consumers.sent.length = 0;

    await approve(side, "operator.export", { operatorId });
    const exported = await dumpOf(operatorId);
    await consumers.wake(
      "publish-domain-events",
      records({ ...keys.session(operatorId, sessionId), after: session(side) }),
    );
    const published = [...consumers.sent];
    await consumers.wake("queue-webhooks", {
      detail: { ...session(side), eventId: "own", type: "SessionEnded", occurredAt: NOW },
    });
    const queued = await dumpOf(operatorId);
    await consumers.wake("advance-command-queue", messages({ operatorId, chargerId, commandId }));

    expect(exported.length).toBe(before.length + 2);
    expect(published.map((text) => JSON.parse(text).type)).toEqual([
      "SessionStarted",
      "SessionEnded",
    ]);
    expect(queued.length).toBe(exported.length + 1);
    expect(consumers.sent).toContain(`socket of ${operatorId}`);
    const { attemptId = "" } = things().ids;
    await consumers.wake("assess-adhoc-session", {
      "detail-type": "AdHocSessionRequested",
      detail: { operatorId, attemptId },
    });
    expect(await findAttempt("Charging", operatorId, attemptId)).toMatchObject({
      state: "refused",
    });
  });
});
