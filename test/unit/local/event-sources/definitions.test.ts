import { describe, expect, it } from "vitest";
import { mappingDefinitions } from "#local/event-sources/definitions.ts";
import { resolverOf } from "#test/support/local/template-assembly.ts";

const resources = (properties: object) => ({
  Fleet: { Type: "AWS::DynamoDB::Table" },
  Timers: { Type: "AWS::SQS::Queue" },
  Publish: { Type: "AWS::Lambda::Function" },
  Mapping: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: { FunctionName: { Ref: "Publish" }, ...properties },
  },
});
const functionArn = "arn:aws:lambda:eu-west-1:000000000000:function:Stack-Publish";
const stream = { "Fn::GetAtt": ["Fleet", "StreamArn"] };
const queueArn = { "Fn::GetAtt": ["Timers", "Arn"] };

describe("an event source mapping of a template", () => {
  it("over a stream keeps filters, retries and failure destination", () => {
    const resolver = resolverOf(
      resources({
        EventSourceArn: stream,
        BatchSize: 50,
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 5,
        MaximumRecordAgeInSeconds: 3_600,
        StartingPosition: "LATEST",
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
        DestinationConfig: { OnFailure: { Destination: queueArn } },
      }),
    );

    expect(mappingDefinitions(resolver).streams).toEqual([
      {
        mappingId: "Stack/Mapping",
        functionArn,
        sourceArn: "arn:aws:dynamodb:eu-west-1:000000000000:table/Stack-Fleet/stream/local",
        batchSize: 50,
        filterPatterns: [{ eventName: ["INSERT"] }],
        reportsBatchItemFailures: true,
        tableName: "Stack-Fleet",
        startingPosition: "LATEST",
        bisectsOnError: true,
        maximumRetryAttempts: 5,
        maximumRecordAgeSeconds: 3_600,
        onFailureQueueArn: "arn:aws:sqs:eu-west-1:000000000000:Stack-Timers",
      },
    ]);
  });

  it("over a stream tries for as long as the stream keeps a record unless told otherwise", () => {
    const { streams } = mappingDefinitions(resolverOf(resources({ EventSourceArn: stream })));

    expect(streams).toMatchObject([
      {
        batchSize: 100,
        maximumRetryAttempts: Number.POSITIVE_INFINITY,
        maximumRecordAgeSeconds: 86_400,
      },
    ]);
  });

  it("over a queue takes ten messages at a time", () => {
    const { queues } = mappingDefinitions(resolverOf(resources({ EventSourceArn: queueArn })));

    expect(queues).toMatchObject([{ functionArn, batchSize: 10 }]);
  });

  it("that is switched off is left out", () => {
    const resolver = resolverOf(resources({ EventSourceArn: stream, Enabled: false }));

    expect(mappingDefinitions(resolver)).toEqual({ streams: [], queues: [] });
  });

  it.each([
    [{ EventSourceArn: "arn:aws:kinesis:eu-west-1:000000000000:stream/x" }, /arn:aws:kinesis/],
    [
      {
        EventSourceArn: stream,
        DestinationConfig: { OnFailure: { Destination: "arn:aws:sns:eu-west-1:0:t" } },
      },
      /no queue/,
    ],
    [{ EventSourceArn: stream, FunctionName: "lost" }, /No function is called lost/],
  ])("stops the start where it has what is not run here: %j", (properties, message) => {
    expect(() => mappingDefinitions(resolverOf(resources(properties)))).toThrow(message);
  });
});
