import { describe, expect, it } from "vitest";
import {
  keyDefinitions,
  queueDefinitions,
  secretDefinitions,
  tableDefinitions,
} from "#local/assembly/storage-definitions.ts";
import { resolverOf } from "#test/support/local/template-assembly.ts";

describe("storage in a template", () => {
  it("becomes a table with its stream and expiry", () => {
    const resolver = resolverOf({
      Fleet: {
        Type: "AWS::DynamoDB::Table",
        Properties: {
          AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
          KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
          StreamSpecification: { StreamViewType: "NEW_IMAGE" },
          TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
          BillingMode: "PAY_PER_REQUEST",
        },
      },
    });

    expect(tableDefinitions(resolver)).toEqual([
      {
        tableName: "Stack-Fleet",
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        streamViewType: "NEW_IMAGE",
        ttlAttributeName: "ttl",
      },
    ]);
  });

  it("becomes queues, those that others name before those that name them", () => {
    const resolver = resolverOf({
      Timers: {
        Type: "AWS::SQS::Queue",
        Properties: {
          VisibilityTimeout: 60,
          SqsManagedSseEnabled: true,
          RedrivePolicy: {
            deadLetterTargetArn: { "Fn::GetAtt": ["Failures", "Arn"] },
            maxReceiveCount: 5,
          },
        },
      },
      Failures: { Type: "AWS::SQS::Queue" },
    });

    const queues = queueDefinitions(resolver);

    expect(queues.map(({ name }) => name)).toEqual(["Stack-Failures", "Stack-Timers"]);
    expect(queues[1]?.attributes).toEqual({
      VisibilityTimeout: "60",
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queues[0]?.arn,
        maxReceiveCount: 5,
      }),
    });
  });

  it("becomes a secret that is to be generated, and a key with its alias", () => {
    const resolver = resolverOf({
      Origin: {
        Type: "AWS::SecretsManager::Secret",
        Properties: { GenerateSecretString: { PasswordLength: 48 } },
      },
      Key: { Type: "AWS::KMS::Key" },
      Alias: {
        Type: "AWS::KMS::Alias",
        Properties: { AliasName: "alias/data", TargetKeyId: { "Fn::GetAtt": ["Key", "Arn"] } },
      },
    });

    expect(secretDefinitions(resolver)).toMatchObject([
      { name: "Stack-Origin", generate: { PasswordLength: 48 } },
    ]);
    expect(keyDefinitions(resolver)).toMatchObject([
      { aliases: ["alias/data"], keySpec: "SYMMETRIC_DEFAULT", keyUsage: "ENCRYPT_DECRYPT" },
    ]);
  });
});
