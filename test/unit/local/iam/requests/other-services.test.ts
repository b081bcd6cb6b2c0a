import { describe, expect, it } from "vitest";
import type { AwsRequest, ReadAccesses } from "#local/iam/access.ts";
import { readEventBridgeAccesses } from "#local/iam/requests/event-bridge.ts";
import { kmsReader } from "#local/iam/requests/kms.ts";
import { readManagementAccesses } from "#local/iam/requests/management-api.ts";
import { secretsManagerReader } from "#local/iam/requests/secrets-manager.ts";
import { sqsReader } from "#local/iam/requests/sqs.ts";
import { jsonRequest, KEY_ARN } from "../builders.ts";

const KEY_ID = KEY_ARN.slice(KEY_ARN.indexOf("/") + 1);
const SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:origin";
const QUEUE_ARN = "arn:aws:sqs:eu-west-1:000000000000:timers";

const accessesOf = (read: ReadAccesses, request: AwsRequest) =>
  read(request).map(({ action, resource, context }) => ({ action, resource, context: context() }));

describe("SQS", () => {
  const read = sqsReader({ queueKeyArns: new Map([["sealed", KEY_ARN]]) });
  const send = (operation: string, input: unknown) =>
    accessesOf(read, jsonRequest(`AmazonSQS.${operation}`, input));

  it.each([
    ["SendMessage", "SendMessage"],
    ["SendMessageBatch", "SendMessage"],
    ["DeleteMessageBatch", "DeleteMessage"],
    ["ChangeMessageVisibilityBatch", "ChangeMessageVisibility"],
  ])("%s needs sqs:%s for the queue of the URL", (operation, action) => {
    const QueueUrl = "http://127.0.0.1:4000/000000000000/timers";

    expect(send(operation, { QueueUrl })).toEqual([
      { action: `sqs:${action}`, resource: QUEUE_ARN, context: {} },
    ]);
  });

  it("needs the key of an encrypted queue, to send and to receive", () => {
    const QueueUrl = "http://127.0.0.1:4000/000000000000/sealed";

    const actions = (operation: string) =>
      send(operation, { QueueUrl }).map(({ action }) => action);

    expect(actions("SendMessage")).toEqual([
      "sqs:SendMessage",
      "kms:GenerateDataKey",
      "kms:Decrypt",
    ]);
    expect(actions("ReceiveMessage")).toEqual(["sqs:ReceiveMessage", "kms:Decrypt"]);
    expect(actions("DeleteMessage")).toEqual(["sqs:DeleteMessage"]);
  });

  it("refuses what it does not know, and a request without a queue", () => {
    expect(() => send("CreateQueue", { QueueName: "x" })).toThrow(
      expect.objectContaining({ kind: "unknown-operation" }),
    );
    expect(() => send("SendMessage", {})).toThrow(expect.objectContaining({ kind: "unreadable" }));
  });
});

describe("KMS", () => {
  const read = kmsReader({
    keyArns: new Map([
      [KEY_ID, KEY_ARN],
      [KEY_ARN, KEY_ARN],
      ["alias/platform", KEY_ARN],
    ]),
  });
  const call = (operation: string, input: unknown) =>
    accessesOf(read, jsonRequest(`TrentService.${operation}`, input));
  const ciphertext = Buffer.concat([
    Buffer.from([1, KEY_ID.length]),
    Buffer.from(KEY_ID),
    Buffer.from("sealed"),
  ]).toString("base64");

  it("judges the key itself, however it is named", () => {
    for (const KeyId of [KEY_ID, KEY_ARN, "alias/platform"]) {
      expect(call("Encrypt", { KeyId })).toMatchObject([
        { action: "kms:Encrypt", resource: KEY_ARN },
      ]);
    }
    expect(call("Encrypt", { KeyId: "alias/platform" })).toMatchObject([
      { context: { "kms:RequestAlias": "alias/platform" } },
    ]);
  });

  it("reads the key of a ciphertext out of it, and the encryption context", () => {
    const EncryptionContext = { operatorId: "demo-a", purpose: "email" };

    expect(call("Decrypt", { CiphertextBlob: ciphertext, EncryptionContext })).toEqual([
      {
        action: "kms:Decrypt",
        resource: KEY_ARN,
        context: {
          "kms:CallerAccount": "000000000000",
          "kms:EncryptionContext:operatorId": "demo-a",
          "kms:EncryptionContext:purpose": "email",
          "kms:EncryptionContextKeys": ["operatorId", "purpose"],
        },
      },
    ]);
  });

  it("judges both sides of a ReEncrypt", () => {
    const accesses = call("ReEncrypt", {
      CiphertextBlob: ciphertext,
      SourceEncryptionContext: { operatorId: "demo-a" },
      DestinationKeyId: "alias/platform",
      DestinationEncryptionContext: { operatorId: "demo-b" },
    });

    expect(accesses).toMatchObject([
      { action: "kms:ReEncryptFrom", context: { "kms:EncryptionContext:operatorId": "demo-a" } },
      { action: "kms:ReEncryptTo", context: { "kms:EncryptionContext:operatorId": "demo-b" } },
    ]);
  });

  it("refuses a ciphertext that names no key", () => {
    expect(() => call("Decrypt", { CiphertextBlob: "AAAA" })).toThrow(
      expect.objectContaining({ kind: "unreadable" }),
    );
  });
});

describe("EventBridge", () => {
  it("judges each bus with the sources and types of its entries", () => {
    const entry = { Source: "chargeward", DetailType: "SessionEnded", Detail: "{}" };

    const accesses = accessesOf(
      readEventBridgeAccesses,
      jsonRequest("AWSEvents.PutEvents", {
        Entries: [
          { ...entry, EventBusName: "domain" },
          { ...entry, EventBusName: "domain", DetailType: "SessionStarted" },
          entry,
        ],
      }),
    );

    const bus = "arn:aws:events:eu-west-1:000000000000:event-bus";
    expect(accesses).toEqual([
      {
        action: "events:PutEvents",
        resource: `${bus}/domain`,
        context: {
          "events:source": ["chargeward"],
          "events:detail-type": ["SessionEnded", "SessionStarted"],
          "events:eventBusInvocation": "false",
        },
      },
      expect.objectContaining({ resource: `${bus}/default` }),
    ]);
  });
});

describe("Secrets Manager", () => {
  const read = secretsManagerReader({ secretKeyArns: new Map([[SECRET_ARN, KEY_ARN]]) });

  it.each(["origin", SECRET_ARN])("judges the secret %s and the use of its key", (SecretId) => {
    const request = jsonRequest("secretsmanager.GetSecretValue", { SecretId });

    expect(accessesOf(read, request)).toMatchObject([
      { action: "secretsmanager:GetSecretValue", resource: SECRET_ARN },
      {
        action: "kms:Decrypt",
        resource: KEY_ARN,
        context: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" },
      },
    ]);
  });
});

describe("the @connections API", () => {
  const request = (method: string, url: string): AwsRequest => ({
    method,
    url,
    headers: {},
    body: Buffer.alloc(0),
  });

  it.each(["POST", "GET", "DELETE"])("judges a %s of one connection", (method) => {
    const url = "/abc123/v1/%40connections/L0SM9cOFvHcCIhw%3D";

    expect(accessesOf(readManagementAccesses, request(method, url))).toEqual([
      {
        action: "execute-api:ManageConnections",
        resource: `arn:aws:execute-api:eu-west-1:000000000000:abc123/v1/${method}/@connections/L0SM9cOFvHcCIhw%3D`,
        context: {},
      },
    ]);
  });

  it.each([
    ["PUT", "/abc123/v1/@connections/x"],
    ["POST", "/abc123/v1/other/x"],
    ["POST", "/abc123/v1/@connections/x/y"],
    ["POST", "/"],
  ])("refuses %s %s", (method, url) => {
    expect(() => readManagementAccesses(request(method, url))).toThrow(
      expect.objectContaining({ kind: "unknown-operation" }),
    );
  });
});
