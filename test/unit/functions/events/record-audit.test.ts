import "#test/support/environment.ts";
import {
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { pageFrom } from "#adapters/dynamodb/journal-item.ts";
import { handler } from "#functions/events/record-audit/handler.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { aStreamRecord } from "#test/support/stream-records.ts";

const dynamo = mockClient(DynamoDBClient);
const sqs = mockClient(SQSClient);

let number = 0;
beforeEach(() => {
  dynamo.reset();
  sqs.reset();
  dynamo.on(QueryCommand).resolves({ Items: [] });
  dynamo.on(PutItemCommand).resolves({});
  dynamo.on(TransactWriteItemsCommand).resolves({});
  sqs.on(SendMessageCommand).resolves({});
});

/** A change of an operator that no other test has: the function remembers chains. */
function aChange(operatorId: string, more: object = {}) {
  number += 1;
  const record = aStreamRecord({
    pk: `${operatorId}#CP-1`,
    sk: "VARIABLE#a#b",
    after: { chargerId: "CP-1", component: "a", ...more },
    sequenceNumber: String(1_000 + number),
  });
  return { ...record, eventSourceARN: "arn:aws:dynamodb:x:1:table/Fleet/stream/2026" };
}

const run = (...Records: ReturnType<typeof aChange>[]) =>
  handler({ Records, shardId: "shardId-1" }, aContext());

it("writes one page for all changes of an operator in a batch", async () => {
  const result = await run(aChange("one"), aChange("two"), aChange("one"));

  const pages = dynamo
    .commandCalls(PutItemCommand)
    .map(({ args }) => args[0].input)
    .map(({ Item = {} }) => ({
      pk: Item["pk"]?.S,
      ...pageFrom({ operatorId: "", table: "" }, Item),
    }));
  expect(result).toEqual({ state: {}, batchItemFailures: [] });
  expect(pages.map(({ pk, lines }) => [pk, lines.length])).toEqual([
    ["one#JOURNAL#Fleet", 2],
    ["two#JOURNAL#Fleet", 1],
  ]);
});

it("never puts over a page that is there", async () => {
  await run(aChange("three"));

  const [put] = dynamo.commandCalls(PutItemCommand);
  expect(put?.args[0].input.ConditionExpression).toBe("attribute_not_exists(pk)");
});

it("needs no read where it wrote last", async () => {
  await run(aChange("four"));
  await run(aChange("four"));

  expect(dynamo.commandCalls(QueryCommand)).toHaveLength(1);
  expect(dynamo.commandCalls(PutItemCommand)).toHaveLength(2);
});

it("asks again for what could not be written, and only for that", async () => {
  const failing = aChange("five");
  dynamo.on(PutItemCommand).callsFake(({ Item }) => {
    if (Item.pk.S.startsWith("five")) throw new Error("no answer");
    return {};
  });

  const result = await run(aChange("six"), failing);

  const { SequenceNumber: itemIdentifier } = failing.dynamodb;
  expect(result).toEqual({ state: {}, batchItemFailures: [{ itemIdentifier }] });
});

it("leaves a gap that says so where a change cannot be told, and tells people", async () => {
  await run(aChange("seven", { component: "\ud800" }), aChange("seven"));

  const [put] = dynamo.commandCalls(PutItemCommand);
  const { lines } = pageFrom({ operatorId: "", table: "" }, put?.args[0].input.Item ?? {});
  expect(lines.map((line) => JSON.parse(line).action)).toEqual(["gap", "created"]);
  expect(sqs.commandCalls(SendMessageCommand)).toHaveLength(1);
});

it("has nothing to do at the end of a window", async () => {
  const result = await run();

  expect(result).toEqual({ state: {}, batchItemFailures: [] });
});

it("refuses a source that does not name the shard", async () => {
  await expect(handler({ Records: [aChange("eight")] }, aContext())).rejects.toThrow("window");
});
