import { describe, expect, it } from "vitest";
import { recordFilter, withParsedBody } from "#local/event-sources/record-filter.ts";
import { sqsRecord } from "#local/event-sources/sqs-record.ts";
import { aStreamRecord } from "#test/support/local/stream-records.ts";

const keyed = (sk: string) => aStreamRecord(1, { Keys: { pk: { S: "op" }, sk: { S: sk } } });

describe("filter criteria", () => {
  it("let everything pass where there are none", () => {
    expect(recordFilter([])(keyed("ANY"))).toBe(true);
  });

  it("let a record pass that fits one of the patterns", () => {
    const fits = recordFilter([
      { dynamodb: { Keys: { sk: { S: ["CHARGER"] } } } },
      { eventName: ["INSERT"], dynamodb: { Keys: { sk: { S: [{ prefix: "COMMAND#" }] } } } },
    ]);

    expect([fits(keyed("CHARGER")), fits(keyed("COMMAND#1")), fits(keyed("SITE#1"))]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("see the body of a message parsed where it is JSON", () => {
    const message = (Body: string) =>
      withParsedBody(sqsRecord({ Body }, "arn:aws:sqs:eu-west-1:000000000000:q"));
    const fits = recordFilter([{ body: { kind: ["timer"] } }]);

    expect(fits(message('{"kind":"timer"}'))).toBe(true);
    expect(fits(message("timer"))).toBe(false);
  });
});

describe("a message of a queue", () => {
  it("has the shape of a Lambda event", () => {
    const record = sqsRecord(
      {
        MessageId: "m1",
        ReceiptHandle: "r1",
        Body: "body",
        MD5OfBody: "md5",
        Attributes: { ApproximateReceiveCount: "1" },
        MessageAttributes: {
          text: { DataType: "String", StringValue: "x" },
          bytes: { DataType: "Binary", BinaryValue: new Uint8Array([255]) },
        },
      },
      "arn:aws:sqs:eu-west-1:000000000000:q",
    );

    expect(record).toMatchObject({
      messageId: "m1",
      receiptHandle: "r1",
      body: "body",
      attributes: { ApproximateReceiveCount: "1" },
      messageAttributes: {
        text: { dataType: "String", stringValue: "x" },
        bytes: { dataType: "Binary", binaryValue: "/w==" },
      },
      eventSource: "aws:sqs",
      awsRegion: "eu-west-1",
    });
  });
});
