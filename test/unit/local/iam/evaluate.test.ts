import { describe, expect, it } from "vitest";
import { createEvaluation } from "#local/iam/evaluate.ts";
import type { Policies } from "#local/iam/policies.ts";
import type { PolicyStatement } from "#local/iam/policy-document.ts";
import {
  access,
  allow,
  FLEET_ARN,
  KEY_ARN,
  OPERATOR_TAG,
  OWN_PARTITIONS,
  policiesOf,
  role,
  session,
} from "./builders.ts";

const keyPolicy: Policies["resources"] = new Map([
  [
    KEY_ARN,
    {
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::000000000000:root" },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    },
  ],
]);

const evaluationOf = (...statements: readonly PolicyStatement[]) =>
  createEvaluation(policiesOf([role("Reader", statements)], keyPolicy));

const READER = session("Reader");
const DEMO_A = session("Reader", { operatorId: "demo-a" });
const getItem = (...leadingKeys: readonly string[]) =>
  access("dynamodb:GetItem", FLEET_ARN, { "dynamodb:LeadingKeys": leadingKeys });

describe("an evaluation", () => {
  it("allows what a statement grants, and names the statement", async () => {
    const decide = evaluationOf(
      allow("sqs:SendMessage", "*"),
      allow("dynamodb:GetItem", FLEET_ARN),
    );

    expect(await decide(READER, getItem())).toEqual({
      outcome: "allowed",
      statements: ["Policy#1"],
    });
  });

  it("denies what nothing grants: another action, another table, a role that is not known", async () => {
    const decide = evaluationOf(allow("dynamodb:GetItem", FLEET_ARN));

    const decisions = await Promise.all([
      decide(READER, access("dynamodb:PutItem", FLEET_ARN)),
      decide(READER, access("dynamodb:GetItem", `${FLEET_ARN}Other`)),
      decide(session("Stranger"), getItem()),
    ]);

    expect(decisions.map(({ outcome }) => outcome)).toEqual(["denied", "denied", "denied"]);
  });

  it("lets a deny win over every allow", async () => {
    const decide = evaluationOf(allow("dynamodb:*", "*"), {
      ...allow("dynamodb:GetItem", FLEET_ARN),
      Effect: "Deny",
    });

    expect(await decide(READER, getItem())).toEqual({
      outcome: "explicitly-denied",
      statements: ["Policy#1"],
    });
  });

  it.each([
    { keys: ["demo-a"], outcome: "allowed" },
    { keys: ["demo-a#charger-1", "demo-a"], outcome: "allowed" },
    { keys: ["demo-b"], outcome: "denied" },
    { keys: ["demo-ab"], outcome: "denied" },
    { keys: ["demo-a", "demo-b#charger-1"], outcome: "denied" },
    { keys: [], outcome: "denied" },
  ])("keeps an operator's session to its partitions: $keys is $outcome", async (example) => {
    const decide = evaluationOf(allow("dynamodb:GetItem", FLEET_ARN, OWN_PARTITIONS));

    expect(await decide(DEMO_A, getItem(...example.keys))).toMatchObject({
      outcome: example.outcome,
    });
  });

  it("denies a session without the tag that its policy asks for", async () => {
    const decide = evaluationOf(allow("dynamodb:GetItem", FLEET_ARN, OWN_PARTITIONS));

    const decisions = await Promise.all(
      ["", "demo-a", "#x"].map((key) => decide(READER, getItem(key))),
    );

    expect(decisions.map(({ outcome }) => outcome)).toEqual(["denied", "denied", "denied"]);
  });

  it("does not take one operator's decision for another's", async () => {
    const decide = evaluationOf(allow("dynamodb:GetItem", FLEET_ARN, OWN_PARTITIONS));
    const demoB = session("Reader", { operatorId: "demo-b" });

    const outcomes = [
      (await decide(DEMO_A, getItem("demo-a"))).outcome,
      (await decide(demoB, getItem("demo-a"))).outcome,
      (await decide(DEMO_A, getItem("demo-a"))).outcome,
    ];

    expect(outcomes).toEqual(["allowed", "denied", "allowed"]);
  });

  it("decides once for calls that no condition tells apart, once for each value that one does", async () => {
    const free = evaluationOf(allow("dynamodb:GetItem", FLEET_ARN));
    const bound = evaluationOf(allow("dynamodb:GetItem", FLEET_ARN, OWN_PARTITIONS));

    expect(await free(DEMO_A, getItem("demo-a"))).toBe(await free(DEMO_A, getItem("demo-b")));
    expect(await bound(DEMO_A, getItem("demo-a"))).toBe(await bound(DEMO_A, getItem("demo-a")));
    expect(await bound(DEMO_A, getItem("demo-a"))).not.toBe(
      await bound(DEMO_A, getItem("demo-a#x")),
    );
  });

  it("judges the encryption context of a key, which the simulator would forget", async () => {
    const decide = evaluationOf(
      allow("kms:Decrypt", KEY_ARN, {
        StringEquals: { "kms:EncryptionContext:operatorId": OPERATOR_TAG },
      }),
    );
    const decrypt = (operatorId: string) =>
      access("kms:Decrypt", KEY_ARN, { "kms:EncryptionContext:operatorId": operatorId });

    expect(await decide(DEMO_A, decrypt("demo-a"))).toMatchObject({ outcome: "allowed" });
    expect(await decide(DEMO_A, decrypt("demo-b"))).toMatchObject({ outcome: "denied" });
    expect(await decide(DEMO_A, access("kms:Decrypt", KEY_ARN))).toMatchObject({
      outcome: "denied",
    });
  });

  it("does not take a tag of that stand-in's name for an encryption context", async () => {
    const decide = evaluationOf(
      allow("kms:Decrypt", KEY_ARN, {
        StringEquals: { "kms:EncryptionContext:operatorId": "demo-a" },
      }),
    );
    const cheat = session("Reader", { "kms-encryption-context:operatorId": "demo-a" });

    expect(await decide(cheat, access("kms:Decrypt", KEY_ARN))).toMatchObject({
      outcome: "denied",
    });
  });

  it("lets a key be used only by way of the service that the grant names", async () => {
    const decide = evaluationOf(
      allow("kms:Decrypt", KEY_ARN, {
        StringEquals: { "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com" },
      }),
    );
    const through = access("kms:Decrypt", KEY_ARN, {
      "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com",
    });

    expect(await decide(READER, through)).toMatchObject({ outcome: "allowed" });
    expect(await decide(READER, access("kms:Decrypt", KEY_ARN))).toMatchObject({
      outcome: "denied",
    });
  });

  it("heeds a queue's own policy: what it forbids is forbidden", async () => {
    const queue = "arn:aws:sqs:eu-west-1:000000000000:timers";
    const policies = policiesOf(
      [role("Reader", [allow("sqs:*", "*")])],
      new Map([
        [
          queue,
          {
            Statement: [
              {
                Effect: "Deny",
                Principal: "*",
                Action: "sqs:PurgeQueue",
                Resource: queue,
              },
              {
                Effect: "Deny",
                Principal: "*",
                Action: "sqs:*",
                Resource: queue,
                Condition: { Bool: { "aws:SecureTransport": "false" } },
              },
            ],
          },
        ],
      ]),
    );
    const decide = createEvaluation(policies);

    expect(await decide(READER, access("sqs:SendMessage", queue))).toMatchObject({
      outcome: "allowed",
    });
    expect(await decide(READER, access("sqs:PurgeQueue", queue))).toEqual({
      outcome: "explicitly-denied",
      statements: ["resource policy"],
    });
  });

  it.each(["dynamodb:NoSuchAction", "nonsense", "dynamodb:GetItem:x"])(
    "denies the action %s, which it cannot judge, and says why",
    async (action) => {
      const decide = evaluationOf(allow("*", "*"));

      expect(await decide(READER, access(action, FLEET_ARN))).toMatchObject({
        outcome: "denied",
        problem: expect.stringMatching(/^invalid\./),
      });
    },
  );

  it("denies a resource with a wildcard, which no request can mean", async () => {
    const decide = evaluationOf(allow("dynamodb:GetItem", "*"));

    expect(await decide(READER, access("dynamodb:GetItem", `${FLEET_ARN}*`))).toMatchObject({
      outcome: "denied",
    });
  });
});
