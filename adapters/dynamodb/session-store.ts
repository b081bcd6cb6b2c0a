import { PutItemCommand, QueryCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type {
  ReadingsToKeep,
  Refusal,
  RememberedStart,
  SessionStore,
} from "#domain/charging/ports.ts";
import type { MeterReading, Session, SessionFlag } from "#domain/charging/session.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { dynamo, fromItem, toItem, ttlAfter } from "./client.ts";
import { endedReservation } from "./held-places.ts";
import { keys, sessionPartition } from "./keys.ts";
import { freedPlace, occupiedPlaces, takenPlace } from "./occupied-places.ts";
import { transact } from "./transact.ts";

const DAY_SECONDS = 86_400;
const CHARGER_READINGS_TTL_SECONDS = 90 * DAY_SECONDS;
/** A remembered start outlives any queue of offline messages. */
const REMEMBERED_START_TTL_SECONDS = 400 * DAY_SECONDS;

/** A member of a transaction, and what its refused condition means. */
type Step = readonly [TransactWriteItem, Refusal];

/** Sessions and their readings in the Charging table. The Fleet table is asked whether the caller's socket is current. */
export function dynamoSessionStore(tables: {
  readonly chargingTable: string;
  readonly fleetTable: string;
}): Omit<SessionStore, "factsForStart" | "keepRaw"> {
  const { chargingTable, fleetTable } = tables;

  const putSession = (session: Session) => ({
    TableName: chargingTable,
    Item: toItem({
      ...keys.session(session.operatorId, session.sessionId),
      ...keys.sessionIndexes(session),
      ...session,
    }),
  });

  const newSession = (session: Session): Step => [
    { Put: { ...putSession(session), ConditionExpression: "attribute_not_exists(pk)" } },
    "already-begun",
  ];

  /** A session may change while it is active, and once more if one of its ends was assumed (`isOpen`). */
  const changedSession = (session: Session): Step => [
    {
      Put: {
        ...putSession(session),
        ConditionExpression:
          "attribute_not_exists(billReleasedAt) AND (#state = :active OR contains(flags, :noStop) OR contains(flags, :noStart))",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: toItem({
          ":active": "active",
          ":noStop": "stop-missing" satisfies SessionFlag,
          ":noStart": "start-missing" satisfies SessionFlag,
        }),
      },
    },
    "already-ended",
  ];

  const socketIsCurrent = (caller: ConnectionBinding): Step => [
    {
      ConditionCheck: {
        TableName: fleetTable,
        Key: toItem(keys.charger(caller.operatorId, caller.chargerId)),
        ConditionExpression: "epoch = :epoch",
        ExpressionAttributeValues: toItem({ ":epoch": caller.epoch }),
      },
    },
    "connection-not-current",
  ];

  const useToken = (session: Session): Step => [
    {
      Update: {
        TableName: chargingTable,
        Key: toItem(keys.token(session.operatorId, session.tokenRef ?? "")),
        ConditionExpression: "attribute_exists(pk) AND activeSessions < maxActiveSessions",
        UpdateExpression: "ADD activeSessions :one",
        ExpressionAttributeValues: toItem({ ":one": 1 }),
      },
    },
    "token-busy",
  ];

  const freeToken = (session: Session): Step => [
    {
      Update: {
        TableName: chargingTable,
        Key: toItem(keys.token(session.operatorId, session.tokenRef ?? "")),
        // One that is for a single session stays in use for good.
        ConditionExpression: "activeSessions > :none AND attribute_not_exists(singleUse)",
        UpdateExpression: "ADD activeSessions :less",
        ExpressionAttributeValues: toItem({ ":none": 0, ":less": -1 }),
      },
    },
    "token-busy",
  ];

  const takePlace = (session: Session, place: string): Step => [
    takenPlace(chargingTable, session, place),
    "place-taken",
  ];

  const freePlace = (session: Session): readonly Step[] =>
    freedPlace(chargingTable, session).map((item) => [item, "place-taken"]);

  const useReservation = (
    session: Session,
    used: Parameters<typeof endedReservation>[2] | undefined,
  ): readonly Step[] =>
    used
      ? endedReservation(chargingTable, session, used).map((item) => [item, "reservation-over"])
      : [];

  const putReadings = (operatorId: string, sessionId: string, kept: ReadingsToKeep) => ({
    TableName: chargingTable,
    Item: toItem({
      ...keys.sessionReading(operatorId, sessionId, firstTime(kept), kept.digest),
      readings: kept.readings,
      receivedAt: kept.receivedAt,
    }),
  });

  const alsoKeep = (session: Session, kept: ReadingsToKeep | undefined): readonly Step[] =>
    kept === undefined
      ? []
      : [[{ Put: putReadings(session.operatorId, session.sessionId, kept) }, "already-ended"]];

  const write = async (steps: readonly Step[]): Promise<Refusal | undefined> => {
    const refused = await transact(steps.map(([item]) => item));
    return refused && steps[refused.indexOf(true)]?.[1];
  };

  return {
    ...occupiedPlaces(chargingTable),

    async load(operatorId, sessionId) {
      const readings: MeterReading[] = [];
      let session: Session | undefined;
      let from: Record<string, never> | undefined;
      do {
        const page = await dynamo.send(
          new QueryCommand({
            TableName: chargingTable,
            ConsistentRead: true,
            KeyConditionExpression: "pk = :pk",
            ExpressionAttributeValues: toItem({ ":pk": sessionPartition(operatorId, sessionId) }),
            ...(from && { ExclusiveStartKey: from }),
          }),
        );
        for (const item of page.Items ?? []) {
          if (item["sk"]?.S === "SESSION") session = fromItem<Session>(item);
          else readings.push(...fromItem<ReadingsToKeep>(item).readings);
        }
        from = page.LastEvaluatedKey as Record<string, never> | undefined;
      } while (from);
      return { ...(session && { session }), readings };
    },

    async begin({ caller, session, startDigest, readings, place, used }) {
      const steps: Step[] = [newSession(session), socketIsCurrent(caller)];
      if (usesToken(session)) steps.push(useToken(session));
      if (place !== undefined) steps.push(takePlace(session, place));
      if (startDigest !== undefined) {
        steps.push(rememberStart(session, startDigest), takeTransactionId(session));
      }
      steps.push(...useReservation(session, used), ...alsoKeep(session, readings));
      return write(steps);
    },

    async replace({ before, after, caller, readings, startDigest, used }) {
      const steps: Step[] = [changedSession(after), ...useReservation(after, used)];
      if (caller) steps.push(socketIsCurrent(caller));
      if (usesToken(before) && !usesToken(after)) steps.push(freeToken(before));
      if (!usesToken(before) && usesToken(after)) steps.push(useToken(after));
      if (startDigest !== undefined) steps.push(rememberStart(after, startDigest));
      steps.push(...alsoKeep(after, readings));
      if (before.state === "active" && after.state === "ended") steps.push(...freePlace(before));
      for (;;) {
        const refusal = await write(steps);
        // The token was removed while it charged, or another session has its place: it ends all the same.
        const gone = steps.findIndex((step) => step[1] === refusal && isOptional(step, after));
        if (gone === -1) return refusal;
        steps.splice(gone, 1);
      }
    },

    async keepReadings(operatorId, sessionId, kept) {
      await dynamo.send(new PutItemCommand(putReadings(operatorId, sessionId, kept)));
    },

    async keepChargerReadings({ operatorId, chargerId }, connector, kept) {
      await dynamo.send(
        new PutItemCommand({
          TableName: chargingTable,
          Item: toItem({
            ...keys.chargerReading(operatorId, chargerId, connector, firstTime(kept), kept.digest),
            readings: kept.readings,
            receivedAt: kept.receivedAt,
            ttl: ttlAfter(kept.receivedAt, CHARGER_READINGS_TTL_SECONDS),
          }),
        }),
      );
    },
  };

  function rememberStart(session: Session, startDigest: string): Step {
    const { operatorId, chargerId, authorization, startedAt } = session;
    const transactionId = Number(session.transactionId);
    const remembered: RememberedStart = { transactionId, authorization };
    return [
      {
        Put: {
          TableName: chargingTable,
          Item: toItem({
            ...keys.rememberedStart(operatorId, chargerId, startDigest),
            ...remembered,
            ttl: ttlAfter(startedAt, REMEMBERED_START_TTL_SECONDS),
          }),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
      "already-begun",
    ];
  }

  function takeTransactionId({ operatorId, transactionId, sessionId }: Session): Step {
    return [
      {
        Put: {
          TableName: chargingTable,
          Item: toItem({
            ...keys.transactionId(operatorId, Number(transactionId)),
            sessionId,
          }),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
      "transaction-id-taken",
    ];
  }
}

/** What ends with a session only if it is still there. */
function isOptional([item]: Step, after: Session): boolean {
  return item.Delete !== undefined || (item.Update !== undefined && !usesToken(after));
}

/** Whether a session counts among those that its token has running. */
function usesToken(session: Session): boolean {
  return (
    session.state === "active" &&
    session.tokenRef !== undefined &&
    session.authorization === "Accepted"
  );
}

function firstTime(kept: ReadingsToKeep): string {
  return kept.readings[0]?.sampledAt ?? kept.receivedAt;
}
