import "#test/support/environment.ts";
import {
  BatchGetItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { keys, sessionIdOf } from "#adapters/dynamodb/keys.ts";
import { handler as startTransaction } from "#functions/ocpp/start-transaction/handler.ts";
import { handler as stopTransaction } from "#functions/ocpp/stop-transaction/handler.ts";
import { handler as transactionEvent } from "#functions/ocpp/transaction-event/handler.ts";
import { aBinding, aCharger } from "#test/support/fleet.ts";
import { call, connected } from "#test/support/ocpp-call.ts";
import { anActiveSession, aTariff } from "../../domain/charging/builders.ts";

const dynamo = mockClient(DynamoDBClient);
const charger = aBinding({ tariffId: "day" });
const station = aBinding({
  connectionId: "socket-201",
  version: "ocpp2.0.1",
  tariffId: "day",
});
const OUTAGES = ["ThrottlingException", "AccessDeniedException", "KMSInternalException"];
const START = {
  connectorId: 1,
  idTag: "TAG-1",
  meterStart: 1000,
  timestamp: "2026-03-01T10:00:00Z",
};

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger, station);
  dynamo.on(BatchGetItemCommand).resolves({
    Responses: {
      Fleet: [toItem(aCharger({ tariffInForce: "day" }))],
      Charging: [toItem({ ...keys.tariff("demo-a", "day"), ...aTariff() })],
    },
  });
  dynamo.on(QueryCommand).resolves({});
  dynamo.on(TransactWriteItemsCommand).resolves({});
  dynamo.on(PutItemCommand).resolves({});
});

/** From now on KMS answers every call with this error. */
function kmsAnswers(name: string): void {
  mockClient(KMSClient).rejects(Object.assign(new Error("words of KMS"), { name }));
}

function writtenSession(): Readonly<Record<string, unknown>> | undefined {
  const [transaction] = dynamo.commandCalls(TransactWriteItemsCommand);
  const items = transaction?.args[0].input.TransactItems ?? [];
  const session = items.find(({ Put }) => Put?.Item?.["sk"]?.S === "SESSION");
  return session?.Put?.Item && unmarshall(session.Put.Item);
}

describe.each(OUTAGES)("while KMS answers %s", (outage) => {
  it("a 1.6 start is stored and answered, without its driver", async () => {
    kmsAnswers(outage);

    const answer = await call(startTransaction, "StartTransaction", START, charger);

    expect(answer).toEqual([
      3,
      "m-1",
      { idTagInfo: { status: "Invalid" }, transactionId: expect.any(Number) },
    ]);
    expect(writtenSession()).toMatchObject({
      meterStartWh: 1000,
      authorization: "Invalid",
      flags: ["token-unread", "not-authorized"],
    });
    expect(writtenSession()).not.toHaveProperty("tokenRef");
  });

  it("a 1.6 stop ends its session and is billed", async () => {
    kmsAnswers(outage);
    const sessionId = sessionIdOf({ ...charger, transactionId: 7 });
    const session = anActiveSession({ sessionId, transactionId: 7, meterStartWh: 1000 });
    dynamo.on(QueryCommand).resolves({
      Items: [toItem({ ...keys.session("demo-a", sessionId), ...session })],
    });
    const stop = { transactionId: 7, idTag: "TAG-1", meterStop: 6000 };

    const answer = await call(
      stopTransaction,
      "StopTransaction",
      { ...stop, timestamp: "2026-03-01T11:00:00Z" },
      charger,
    );

    expect(answer).toEqual([3, "m-1", {}]);
    expect(writtenSession()).toMatchObject({ state: "ended", energyWh: 5000 });
  });

  it("a stop that fits no session is kept without what could name somebody", async () => {
    kmsAnswers(outage);
    const timestamp = "2026-03-01T11:00:00Z";
    const stop = { transactionId: 9, idTag: "TAG-1", meterStop: 6000, timestamp };

    const answer = await call(stopTransaction, "StopTransaction", stop, charger);

    const [kept] = dynamo.commandCalls(PutItemCommand);
    const item = unmarshall(kept?.args[0].input.Item ?? {});
    expect(answer).toEqual([3, "m-1", {}]);
    expect(item).toMatchObject({ facts: { transactionId: 9, meterStop: 6000, timestamp } });
    expect(JSON.stringify(item)).not.toContain("TAG-1");
  });

  it("a 2.0.1 transaction begins and is told that its token is not accepted", async () => {
    kmsAnswers(outage);

    const answer = await call(
      transactionEvent,
      "TransactionEvent",
      {
        eventType: "Started",
        timestamp: "2026-03-01T10:00:00Z",
        triggerReason: "Authorized",
        seqNo: 0,
        transactionInfo: { transactionId: "tx-1" },
        evse: { id: 1, connectorId: 1 },
        idToken: { idToken: "TAG-1", type: "ISO14443" },
      },
      station,
    );

    expect(answer).toEqual([3, "m-1", { idTokenInfo: { status: "Invalid" } }]);
    expect(writtenSession()).toMatchObject({ transactionId: "tx-1", authorization: "Pending" });
    expect(writtenSession()?.["flags"]).toContain("token-unread");
  });
});
