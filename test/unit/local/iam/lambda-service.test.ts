import { describe, expect, it } from "vitest";
import { createResolver } from "#local/assembly/resolver.ts";
import type { ResourceAddress } from "#local/assembly/template.ts";
import { lambdaServiceCalls } from "#local/iam/lambda-service.ts";
import { KEY_ARN } from "./builders.ts";

const STREAM_ARN = "arn:aws:dynamodb:eu-west-1:000000000000:table/Fleet/stream/local";
const FLEET = { partitionKey: "pk", indexPartitionKeys: new Map(), keyArn: KEY_ARN };

function callsOf(resources: Readonly<Record<string, ResourceAddress["resource"]>>) {
  const stack = { stackName: "Stack", template: { Resources: resources }, assetPaths: new Map() };
  const resolver = createResolver({ stacks: [stack] }, () => "");
  return lambdaServiceCalls(resolver, { tables: new Map([["Fleet", FLEET]]) }).map(
    ({ functionName, access: { action, resource } }) => [functionName, action, resource],
  );
}

describe("what Lambda does with a function's role", () => {
  it("is to write its logs and its traces", () => {
    const calls = callsOf({
      Worker: {
        Type: "AWS::Lambda::Function",
        Properties: {
          FunctionName: "worker",
          Runtime: "nodejs24.x",
          LoggingConfig: { LogGroup: "worker-log" },
          TracingConfig: { Mode: "Active" },
        },
      },
    });

    const stream = "arn:aws:logs:eu-west-1:000000000000:log-group:worker-log:log-stream:local";
    expect(calls).toEqual([
      ["worker", "logs:CreateLogStream", stream],
      ["worker", "logs:PutLogEvents", stream],
      ["worker", "xray:PutTelemetryRecords", "*"],
      ["worker", "xray:PutTraceSegments", "*"],
    ]);
  });

  it("is to read its stream, with the table's key, and to put aside what fails", () => {
    const calls = callsOf({
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: {
          FunctionName: "worker",
          EventSourceArn: STREAM_ARN,
          DestinationConfig: { OnFailure: { Destination: "arn:aws:sqs:failures" } },
        },
      },
    });

    expect(calls).toEqual([
      ["worker", "dynamodb:DescribeStream", STREAM_ARN],
      ["worker", "dynamodb:GetRecords", STREAM_ARN],
      ["worker", "dynamodb:GetShardIterator", STREAM_ARN],
      ["worker", "kms:Decrypt", KEY_ARN],
      ["worker", "sqs:SendMessage", "arn:aws:sqs:failures"],
    ]);
  });

  it("is to take messages from its queue", () => {
    const queue = "arn:aws:sqs:eu-west-1:000000000000:timers";

    const calls = callsOf({
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: {
          FunctionName: "arn:aws:lambda:eu-west-1:000000000000:function:worker",
          EventSourceArn: queue,
        },
      },
    });

    expect(calls).toEqual([
      ["worker", "sqs:DeleteMessage", queue],
      ["worker", "sqs:GetQueueAttributes", queue],
      ["worker", "sqs:ReceiveMessage", queue],
    ]);
  });

  it("is nothing for a function that does not run here", () => {
    const calls = callsOf({
      Helper: {
        Type: "AWS::Lambda::Function",
        Properties: { Runtime: "python3.13", TracingConfig: { Mode: "Active" } },
      },
    });

    expect(calls).toEqual([]);
  });
});
