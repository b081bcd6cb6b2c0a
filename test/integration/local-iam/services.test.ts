import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { EncryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createResolver } from "#local/assembly/resolver.ts";
import type { ResourceAddress } from "#local/assembly/template.ts";
import type { GuardedService } from "#local/iam/guarded-services.ts";
import { type Iam, startIam } from "#local/iam/start.ts";
import type { EndpointService } from "#local/services.ts";
import { ACCOUNT, allow } from "#test/unit/local/iam/builders.ts";

type Resources = Readonly<Record<string, ResourceAddress["resource"]>>;

const QUEUE_ARN = `arn:aws:sqs:eu-west-1:${ACCOUNT}:timers`;
const TRUST = { Version: "2012-10-17", Statement: [] };

/** A role that may do one thing with each service, for operator demo-a alone where that can be said. */
const RESOURCES: Resources = {
  Key: {
    Type: "AWS::KMS::Key",
    Properties: {
      KeyPolicy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
            Action: "kms:*",
            Resource: "*",
          },
        ],
      },
    },
  },
  Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "timers" } },
  Role: {
    Type: "AWS::IAM::Role",
    Properties: {
      AssumeRolePolicyDocument: TRUST,
      Policies: [
        {
          PolicyName: "Own",
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              allow("sqs:SendMessage", QUEUE_ARN),
              {
                ...allow("kms:Encrypt", "", {
                  StringEquals: { "kms:EncryptionContext:operatorId": "demo-a" },
                }),
                Resource: { "Fn::GetAtt": ["Key", "Arn"] },
              },
              allow("events:PutEvents", `arn:aws:events:eu-west-1:${ACCOUNT}:event-bus/domain`, {
                "ForAllValues:StringEquals": { "events:source": ["chargeward"] },
              }),
              allow(
                "secretsmanager:GetSecretValue",
                `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:origin`,
              ),
              allow(
                "execute-api:ManageConnections",
                `arn:aws:execute-api:eu-west-1:${ACCOUNT}:abc123/v1/POST/@connections/*`,
              ),
            ],
          },
        },
      ],
    },
  },
  Function: {
    Type: "AWS::Lambda::Function",
    Properties: {
      FunctionName: "worker",
      Runtime: "nodejs24.x",
      Role: { "Fn::GetAtt": ["Role", "Arn"] },
    },
  },
};

function resolverOf(resources: Resources) {
  const stack = { stackName: "Stack", template: { Resources: resources }, assetPaths: new Map() };
  return createResolver({ stacks: [stack] }, () => "");
}

let dataDir: string;
let service: Server;
let iam: Iam;
const doors: EndpointService[] = [];
/** The headers of what reached the service. */
const callers: IncomingHttpHeaders[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "chargeward-iam-"));
  // Stands for every service: it answers whatever comes through.
  service = createServer((request, response) => {
    callers.push(request.headers);
    request.resume();
    response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
    response.end("{}");
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const resolver = resolverOf(RESOURCES);
  iam = await startIam({ resolver, dataDir, writeLog: () => undefined });
});
afterAll(async () => {
  await Promise.all(doors.map((door) => door.stop()));
  await iam.stop();
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
  await rm(dataDir, { recursive: true });
});

/** How the SDK of the function reaches a service. */
async function reach(name: GuardedService, path = "") {
  const { port } = service.address() as AddressInfo;
  const door = await iam.guard(name, `http://127.0.0.1:${port}`);
  doors.push(door);
  const {
    AWS_ACCESS_KEY_ID: accessKeyId = "",
    AWS_SECRET_ACCESS_KEY: secretAccessKey = "",
    AWS_SESSION_TOKEN: sessionToken = "",
  } = iam.environmentOf("worker");
  return {
    endpoint: `${door.endpoint}${path}`,
    region: "eu-west-1",
    credentials: { accessKeyId, secretAccessKey, sessionToken },
  };
}

const denial = (action: string) =>
  expect.stringContaining(
    `User: arn:aws:sts::${ACCOUNT}:assumed-role/Stack-Role/worker is not authorized to perform: ${action} on resource: `,
  );

describe("a function's calls, signed by the real SDK", () => {
  it("reach SQS when they are granted, and are denied there with 403", async () => {
    const options = await reach("sqs");
    const client = new SQSClient({ ...options, md5: false });
    const send = (queue: string) =>
      client.send(
        new SendMessageCommand({
          QueueUrl: `${options.endpoint}/${ACCOUNT}/${queue}`,
          MessageBody: "x",
        }),
      );

    await expect(send("timers")).resolves.toBeDefined();
    await expect(send("other")).rejects.toMatchObject({
      name: "AccessDenied",
      $metadata: { httpStatusCode: 403 },
      message: denial("sqs:sendmessage"),
    });
  });

  it("reach KMS for the encryption context that the grant names, and no other", async () => {
    const client = new KMSClient(await reach("kms"));
    const [key] = resolverOf(RESOURCES).resources("AWS::KMS::Key");
    const encrypt = (operatorId: string) =>
      client.send(
        new EncryptCommand({
          KeyId: key?.ref,
          Plaintext: Buffer.from("x"),
          EncryptionContext: { operatorId },
        }),
      );

    await expect(encrypt("demo-a")).resolves.toBeDefined();
    await expect(encrypt("demo-b")).rejects.toMatchObject({
      name: "AccessDeniedException",
      $metadata: { httpStatusCode: 400 },
      message: denial("kms:Encrypt"),
    });
  });

  it("reach EventBridge as the source that the grant names", async () => {
    const client = new EventBridgeClient(await reach("events"));
    const put = (Source: string) =>
      client.send(
        new PutEventsCommand({
          Entries: [{ EventBusName: "domain", Source, DetailType: "x", Detail: "{}" }],
        }),
      );

    await expect(put("chargeward")).resolves.toBeDefined();
    await expect(put("another")).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: denial("events:PutEvents"),
    });
  });

  it("reach one secret", async () => {
    const client = new SecretsManagerClient(await reach("secretsmanager"));
    const read = (SecretId: string) => client.send(new GetSecretValueCommand({ SecretId }));

    await expect(read("origin")).resolves.toBeDefined();
    await expect(read("another")).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: denial("secretsmanager:GetSecretValue"),
    });
  });

  it("post to a connection, but may not close it", async () => {
    const client = new ApiGatewayManagementApiClient(await reach("execute-api", "/abc123/v1"));
    const ConnectionId = "L0SM9cOFvHcCIhw=";

    await expect(
      client.send(new PostToConnectionCommand({ ConnectionId, Data: "x" })),
    ).resolves.toBeDefined();
    await expect(client.send(new DeleteConnectionCommand({ ConnectionId }))).rejects.toMatchObject({
      name: "AccessDeniedException",
      $metadata: { httpStatusCode: 403 },
      message: denial("execute-api:ManageConnections"),
    });
  });

  it("come to the services as those of one caller, without the function's key or token", () => {
    expect(callers.length).toBeGreaterThan(0);
    for (const headers of callers) {
      expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=local\//);
      expect(headers).not.toHaveProperty("x-amz-security-token");
    }
  });

  it("are all in the usage file when the platform stops", async () => {
    await iam.stop();

    const lines = (await readFile(join(dataDir, "iam-usage.jsonl"), "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toContainEqual(
      expect.objectContaining({
        outcome: "allowed",
        role: "Stack-Role",
        statement: "Role/Own#0",
        action: "sqs:SendMessage",
        resource: QUEUE_ARN,
      }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ outcome: "denied", action: "kms:Encrypt" }),
    );
  });
});

describe("IAM does not start", () => {
  it("when a role lacks what Lambda does in the function's name", async () => {
    const traced = { ...RESOURCES["Function"]?.Properties, TracingConfig: { Mode: "Active" } };
    const resolver = resolverOf({
      ...RESOURCES,
      Function: { Type: "AWS::Lambda::Function", Properties: traced },
    });

    await expect(startIam({ resolver, dataDir, writeLog: () => undefined })).rejects.toThrow(
      "The role of the function worker does not allow xray:PutTelemetryRecords on *, which Lambda does in its name.",
    );
  });
});
