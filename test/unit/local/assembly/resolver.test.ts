import { describe, expect, it } from "vitest";
import { createResolver } from "#local/assembly/resolver.ts";
import { anAssembly, aStack, resolverOf } from "#test/support/local/template-assembly.ts";

const QUEUE = { Type: "AWS::SQS::Queue" };

describe("the resolver", () => {
  it("carries a value from the stack that exports it to the one that imports it", () => {
    const assembly = anAssembly(
      aStack("Events", {
        Resources: {
          Rule: {
            Type: "AWS::Events::Rule",
            Properties: { Targets: [{ Arn: { "Fn::ImportValue": "Data:QueueArn" } }] },
          },
        },
      }),
      aStack("Data", {
        Resources: { Queue: QUEUE },
        Outputs: {
          Out: { Value: { "Fn::GetAtt": ["Queue", "Arn"] }, Export: { Name: "Data:QueueArn" } },
        },
      }),
    );

    const [rule] = createResolver(assembly, String).resources("AWS::Events::Rule");

    expect(rule?.properties["Targets"]).toEqual([
      { Arn: "arn:aws:sqs:eu-west-1:000000000000:Data-Queue" },
    ]);
  });

  it("says which export is missing", () => {
    const resolver = resolverOf({
      Rule: { Type: "AWS::Events::Rule", Properties: { Name: { "Fn::ImportValue": "Gone" } } },
    });

    expect(() => resolver.resources("AWS::Events::Rule")).toThrow(/exports Gone/);
  });

  it("names the attribute, the resource and the stack of an attribute that has no value here", () => {
    const resolver = resolverOf({
      Queue: QUEUE,
      Rule: { Type: "AWS::Events::Rule", Properties: { X: { "Fn::GetAtt": ["Queue", "Color"] } } },
    });

    expect(() => resolver.resources("AWS::Events::Rule")).toThrow(
      /attribute Color of Queue \(AWS::SQS::Queue\) in the stack Stack/,
    );
  });

  it("names what a template refers to and does not have", () => {
    const resolver = resolverOf({
      Rule: { Type: "AWS::Events::Rule", Properties: { X: { Ref: "Nowhere" } } },
    });

    expect(() => resolver.resources("AWS::Events::Rule")).toThrow(/refers to Nowhere/);
  });

  it("leaves out a resource whose condition does not hold", () => {
    const assembly = anAssembly(
      aStack("Stack", {
        Conditions: { Never: { "Fn::Equals": ["a", "b"] }, Always: { "Fn::Equals": ["a", "a"] } },
        Resources: {
          Left: { ...QUEUE, Condition: "Never" },
          Kept: { ...QUEUE, Condition: "Always" },
        },
      }),
    );

    const queues = createResolver(assembly, String).resources("AWS::SQS::Queue");

    expect(queues.map(({ logicalId }) => logicalId)).toEqual(["Kept"]);
  });

  it("gives the same ids on every start, and different ones in different stacks", () => {
    const api = { Api: { Type: "AWS::ApiGatewayV2::Api", Properties: { ProtocolType: "HTTP" } } };
    const assembly = anAssembly(aStack("A", { Resources: api }), aStack("B", { Resources: api }));
    const idsOf = () =>
      createResolver(assembly, String)
        .resources("AWS::ApiGatewayV2::Api")
        .map(({ ref }) => ref);

    expect(idsOf()).toEqual(idsOf());
    expect(new Set(idsOf()).size).toBe(2);
  });

  it("keeps the name that a template gives, and makes a bucket's name lower-case", () => {
    const resolver = resolverOf({
      Named: { Type: "AWS::SQS::Queue", Properties: { QueueName: "timers" } },
      Pages: { Type: "AWS::S3::Bucket" },
    });

    const names = resolver.resources("AWS::SQS::Queue", "AWS::S3::Bucket");

    expect(names.map(({ physicalName }) => physicalName)).toEqual(["timers", "stack-pages"]);
  });
});
