import { Match, type Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, it } from "vitest";
import { synthesize } from "./synthesized.ts";

let data: Template;
beforeAll(() => {
  data = synthesize().Data;
});

interface TableFacts {
  readonly name: string;
  readonly indexes: readonly string[];
  readonly streamed: boolean;
  readonly expires: boolean;
  readonly recoverable: boolean;
}

/** As docs/access-patterns.md and the design say. */
const TABLES: readonly TableFacts[] = [
  { name: "Directory", indexes: ["gsi1"], streamed: true, expires: true, recoverable: true },
  { name: "Fleet", indexes: ["gsi1"], streamed: true, expires: true, recoverable: true },
  { name: "Connections", indexes: [], streamed: false, expires: true, recoverable: false },
  {
    name: "Charging",
    indexes: ["gsi1", "gsi2", "gsi3"],
    streamed: true,
    expires: true,
    recoverable: true,
  },
  { name: "People", indexes: [], streamed: true, expires: true, recoverable: true },
  { name: "Vault", indexes: [], streamed: false, expires: false, recoverable: false },
  { name: "Payments", indexes: ["gsi1"], streamed: true, expires: true, recoverable: true },
  { name: "Security", indexes: [], streamed: true, expires: true, recoverable: true },
  { name: "Audit", indexes: [], streamed: false, expires: false, recoverable: true },
];

function tableNamed(name: string) {
  const tables = Object.entries(data.findResources("AWS::DynamoDB::Table"));
  const found = tables.find(([logicalId]) => logicalId.startsWith(`${name}Table`));
  if (!found) throw new Error(`There is no table ${name}.`);
  return found[1];
}

it("has the nine tables and no other", () => {
  data.resourceCountIs("AWS::DynamoDB::Table", TABLES.length);
});

describe.each(TABLES)("the table $name", ({ name, indexes, streamed, expires, recoverable }) => {
  it("is paid per request, encrypted by the platform's key, protected and kept", () => {
    const { Properties, DeletionPolicy, UpdateReplacePolicy } = tableNamed(name);

    expect(Properties.BillingMode).toBe("PAY_PER_REQUEST");
    expect(Properties.DeletionProtectionEnabled).toBe(true);
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(["Retain", "Retain"]);
    expect(Properties.SSESpecification).toMatchObject({ SSEEnabled: true, SSEType: "KMS" });
    expect(JSON.stringify(Properties.SSESpecification.KMSMasterKeyId)).toContain("PlatformKey");
  });

  it("has the keys and indexes of docs/access-patterns.md", () => {
    const { Properties } = tableNamed(name);

    expect(Properties.KeySchema).toEqual(keys("pk", "sk"));
    expect(Properties.GlobalSecondaryIndexes ?? []).toEqual(
      indexes.map((index) => ({
        IndexName: index,
        KeySchema: keys(`${index}pk`, `${index}sk`),
        Projection: { ProjectionType: "KEYS_ONLY" },
      })),
    );
  });

  it("is streamed, expires and can be restored as the design says", () => {
    const { Properties } = tableNamed(name);

    expect(Properties.StreamSpecification?.StreamViewType).toBe(
      streamed ? "NEW_AND_OLD_IMAGES" : undefined,
    );
    expect(Properties.TimeToLiveSpecification?.AttributeName).toBe(expires ? "ttl" : undefined);
    expect(Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(
      recoverable,
    );
  });
});

function keys(hash: string, range: string) {
  return [
    { AttributeName: hash, KeyType: "HASH" },
    { AttributeName: range, KeyType: "RANGE" },
  ];
}

describe("the platform's key", () => {
  it("rotates and is never destroyed", () => {
    data.hasResource("AWS::KMS::Key", {
      Properties: { EnableKeyRotation: true },
      DeletionPolicy: "Retain",
    });
  });

  it("serves logs and alarms of this account only", () => {
    const [key] = Object.values(data.findResources("AWS::KMS::Key"));
    const services = key?.["Properties"].KeyPolicy.Statement.filter(
      (statement: { Principal: object }) => "Service" in statement.Principal,
    );

    expect(services).toHaveLength(2);
    for (const { Condition } of services) {
      expect(JSON.stringify(Condition)).toContain("AWS::AccountId");
    }
  });
});

describe("the key of credentials", () => {
  it("rotates, is kept for good, and is nobody's by way of another service", () => {
    const keys = Object.values(data.findResources("AWS::KMS::Key")).filter(
      ({ Properties }) => Properties.Description === "Chargeward: credentials of outside services",
    );

    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({
      DeletionPolicy: "Retain",
      Properties: { EnableKeyRotation: true },
    });
    expect(keys[0]?.["Properties"].KeyPolicy.Statement).toHaveLength(1);
  });
});

describe("the origin secret", () => {
  it("is made by AWS, long, and encrypted by the platform's key", () => {
    data.hasResourceProperties("AWS::SecretsManager::Secret", {
      GenerateSecretString: { ExcludePunctuation: true, PasswordLength: 48 },
      KmsKeyId: Match.anyValue(),
    });
    data.resourceCountIs("AWS::SecretsManager::Secret", 1);
  });
});

describe("the queues", () => {
  it("give up into a dead-letter queue, and leave a function six times its timeout", () => {
    data.hasResourceProperties("AWS::SQS::Queue", {
      VisibilityTimeout: 60,
      SqsManagedSseEnabled: true,
      RedrivePolicy: { maxReceiveCount: 5 },
    });
  });

  it("are reached by TLS only", () => {
    const policies = Object.values(data.findResources("AWS::SQS::QueuePolicy"));

    expect(policies).toHaveLength(5);
    for (const { Properties } of policies) {
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({
          Effect: "Deny",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
      );
    }
  });
});

describe("the bus of domain events", () => {
  it("keeps what was published for a month and outlives its stack", () => {
    data.hasResource("AWS::Events::EventBus", { DeletionPolicy: "Retain" });
    data.hasResourceProperties("AWS::Events::Archive", {
      RetentionDays: 30,
      EventPattern: { source: ["chargeward"] },
    });
  });
});

describe("the audit journal", () => {
  it("is denied every change and every deletion, to everybody", () => {
    const { Properties } = tableNamed("Audit");

    expect(Properties.ResourcePolicy.PolicyDocument.Statement).toEqual([
      {
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: [
          "dynamodb:BatchWriteItem",
          "dynamodb:DeleteItem",
          "dynamodb:PartiQLDelete",
          "dynamodb:PartiQLInsert",
          "dynamodb:PartiQLUpdate",
          "dynamodb:UpdateItem",
        ],
        Resource: "*",
      },
    ]);
  });

  it.each([
    ["dev", "GOVERNANCE", 1],
    ["prod", "COMPLIANCE", 3_650],
  ])("is sealed in a bucket that in %s locks in %s mode for %i days", (stage, mode, days) => {
    const template = stage === "dev" ? data : synthesize({ stage }).Data;

    template.hasResourceProperties("AWS::S3::Bucket", {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: mode, Days: days } },
      },
      VersioningConfiguration: { Status: "Enabled" },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  it("is signed with a key of its own, which can do nothing else", () => {
    data.hasResourceProperties("AWS::KMS::Key", {
      KeySpec: "ECC_NIST_P256",
      KeyUsage: "SIGN_VERIFY",
    });
  });
});
