import { describe, expect, it } from "vitest";
import { createResolver, type Resolver } from "#local/assembly/resolver.ts";
import type { ResourceAddress } from "#local/assembly/template.ts";
import { assertKnownConditions } from "#local/iam/condition-keys.ts";
import { readPolicies } from "#local/iam/policies.ts";
import { readResourceFacts } from "#local/iam/resources.ts";
import { allow, policiesOf, role } from "./builders.ts";

const TRUST = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
};

type TemplateResource = ResourceAddress["resource"];

const document = (...actions: readonly string[]) => ({
  Version: "2012-10-17",
  Statement: actions.map((action) => allow(action, "*")),
});

function resolverOf(resources: Readonly<Record<string, TemplateResource>>): Resolver {
  const stack = { stackName: "Stack", template: { Resources: resources }, assetPaths: new Map() };
  return createResolver({ stacks: [stack] }, () => "");
}

const ROLE: TemplateResource = {
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: TRUST,
    ManagedPolicyArns: [{ Ref: "Shared" }, "arn:aws:iam::aws:policy/AdministratorAccess"],
    MaxSessionDuration: 7200,
    Policies: [{ PolicyName: "Inline", PolicyDocument: document("sqs:SendMessage") }],
    Tags: [{ Key: "stage", Value: "dev" }],
  },
};

describe("the policies of the templates", () => {
  const policies = readPolicies(
    resolverOf({
      Role: ROLE,
      Beside: {
        Type: "AWS::IAM::Policy",
        Properties: {
          PolicyDocument: document("dynamodb:GetItem", "dynamodb:Query"),
          Roles: [{ Ref: "Role" }],
        },
      },
      Shared: {
        Type: "AWS::IAM::ManagedPolicy",
        Properties: { PolicyDocument: document("kms:Decrypt") },
      },
      Function: {
        Type: "AWS::Lambda::Function",
        Properties: { FunctionName: "reader", Role: { "Fn::GetAtt": ["Role", "Arn"] } },
      },
      Key: { Type: "AWS::KMS::Key", Properties: { KeyPolicy: document("kms:*") } },
      Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "timers" } },
      QueuePolicy: {
        Type: "AWS::SQS::QueuePolicy",
        Properties: { Queues: [{ Ref: "Queue" }], PolicyDocument: document("sqs:*") },
      },
    }),
  );
  const [found] = [...policies.roles.values()];

  it("hold inline, attached and managed statements, and none of AWS's own", () => {
    const granted = found?.identity.map(({ id, statement }) => [id, statement.Action]);

    expect(granted).toEqual([
      ["Role/Inline#0", "sqs:SendMessage"],
      ["Beside#0", "dynamodb:GetItem"],
      ["Beside#1", "dynamodb:Query"],
      ["Shared#0", "kms:Decrypt"],
    ]);
  });

  it("say who may assume the role, for how long, and what tags it has", () => {
    expect(found).toMatchObject({
      trust: TRUST,
      maximumSessionSeconds: 7200,
      tags: { stage: "dev" },
    });
  });

  it("say who a function is", () => {
    expect(policies.functions.get("reader")).toMatchObject({
      arn: "arn:aws:sts::000000000000:assumed-role/Stack-Role/reader",
      tags: { stage: "dev" },
    });
  });

  it("hold those of keys, queues and roles by their ARN", () => {
    const arns = [...policies.resources.keys()].map((arn) => arn.replace(/key\/.*/, "key"));

    expect(arns).toEqual([
      "arn:aws:kms:eu-west-1:000000000000:key",
      "arn:aws:sqs:eu-west-1:000000000000:timers",
      "arn:aws:iam::000000000000:role/Stack-Role",
    ]);
  });
});

describe("the facts about resources", () => {
  it("tell a table's partition keys and key, and the keys of secrets and queues", () => {
    const key = { "Fn::GetAtt": ["Key", "Arn"] };

    const facts = readResourceFacts(
      resolverOf({
        Key: { Type: "AWS::KMS::Key", Properties: {} },
        Alias: {
          Type: "AWS::KMS::Alias",
          Properties: { AliasName: "alias/platform", TargetKeyId: key },
        },
        Fleet: {
          Type: "AWS::DynamoDB::Table",
          Properties: {
            TableName: "Fleet",
            AttributeDefinitions: [],
            KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
            GlobalSecondaryIndexes: [
              { IndexName: "gsi1", KeySchema: [{ AttributeName: "gsi1pk", KeyType: "HASH" }] },
            ],
            SSESpecification: { SSEEnabled: true, KMSMasterKeyId: key },
          },
        },
        Origin: {
          Type: "AWS::SecretsManager::Secret",
          Properties: { Name: "origin", KmsKeyId: key },
        },
        Sealed: {
          Type: "AWS::SQS::Queue",
          Properties: { QueueName: "sealed", KmsMasterKeyId: "alias/platform" },
        },
        Open: { Type: "AWS::SQS::Queue", Properties: { QueueName: "open" } },
      }),
    );

    const keyArn = facts.keyArns.get("alias/platform");
    expect(keyArn).toMatch(/^arn:aws:kms:/);
    expect(facts.tables.get("Fleet")).toEqual({
      partitionKey: "pk",
      indexPartitionKeys: new Map([["gsi1", "gsi1pk"]]),
      keyArn,
    });
    expect([...facts.secretKeyArns.values()]).toEqual([keyArn]);
    expect([...facts.queueKeyArns]).toEqual([["sealed", keyArn]]);
  });
});

describe("conditions", () => {
  const withCondition = (key: string) =>
    policiesOf([role("Reader", [allow("*", "*", { StringEquals: { [key]: "x" } })])]);

  it.each([
    "dynamodb:LeadingKeys",
    "kms:EncryptionContext:operatorId",
    "aws:PrincipalTag/operatorId",
    "aws:RequestTag/operatorId",
    "AWS:SourceArn",
  ])("on %s can be judged", (key) => {
    expect(() => assertKnownConditions(withCondition(key))).not.toThrow();
  });

  it.each(["aws:ResourceTag/stage", "s3:delimiter", "aws:SourceVpc"])(
    "on %s stop the start instead of deciding by mistake",
    (key) => {
      expect(() => assertKnownConditions(withCondition(key))).toThrow(
        `The condition key ${key.toLowerCase()} in Policy#0 is not known here`,
      );
    },
  );
});
