import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AwsRequest } from "#local/iam/access.ts";
import { createAuthentication } from "#local/iam/authenticate.ts";
import { createCredentialStore } from "#local/iam/credentials.ts";
import { createEvaluation } from "#local/iam/evaluate.ts";
import { startFrontDoor } from "#local/iam/front-door.ts";
import { createGuard } from "#local/iam/guard.ts";
import { guardedServices } from "#local/iam/guarded-services.ts";
import { answerJsonRefusal } from "#local/iam/refusal-answers.ts";
import { RefusedRequest } from "#local/iam/refused-request.ts";
import type { EndpointService } from "#local/services.ts";
import {
  allow,
  FLEET_ARN,
  jsonRequest,
  OWN_PARTITIONS,
  policiesOf,
  role,
  session,
  signed,
} from "./builders.ts";

const credentials = createCredentialStore();
const issued = credentials.issue(session("Reader", { operatorId: "demo-a" }));
const services = guardedServices({
  tables: new Map([["Fleet", { partitionKey: "pk", indexPartitionKeys: new Map() }]]),
  keyArns: new Map(),
  secretKeyArns: new Map(),
  queueKeyArns: new Map(),
  bucketKeyArns: new Map(),
});
const decide = createEvaluation(
  policiesOf([role("Reader", [allow("dynamodb:*", FLEET_ARN, OWN_PARTITIONS)])]),
);
const record = () => undefined;
const guardOf = (read: (typeof services)["dynamodb"]["read"]) =>
  createGuard({
    authenticate: createAuthentication({ credentials, signingName: "dynamodb" }),
    read,
    decide,
    record,
  });

const operations = fc.constantFrom(
  "GetItem",
  "PutItem",
  "UpdateItem",
  "Query",
  "Scan",
  "BatchGetItem",
  "BatchWriteItem",
  "TransactGetItems",
  "TransactWriteItems",
  "DescribeTable",
  "ExecuteStatement",
  "Encrypt",
  "Decrypt",
  "ReEncrypt",
  "SendMessage",
  "PutEvents",
  "GetSecretValue",
);
const targets = fc.constantFrom(
  "DynamoDB_20120810",
  "TrentService",
  "AmazonSQS",
  "AWSEvents",
  "secretsmanager",
);
/** JSON that looks like a request here and there, but never names a partition of demo-a. */
const inputs = fc.object({
  key: fc.constantFrom(
    "TableName",
    "Key",
    "Item",
    "Keys",
    "RequestItems",
    "TransactItems",
    "Put",
    "Get",
    "pk",
    "S",
    "IndexName",
    "KeyConditionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "Fleet",
    "KeyId",
    "CiphertextBlob",
    "EncryptionContext",
    "QueueUrl",
    "Entries",
    "SecretId",
    "__proto__",
  ),
  values: [fc.constantFrom("Fleet", "demo-b", "pk = :x", "constructor"), fc.anything()],
  maxDepth: 5,
});

describe("a request that makes no sense", () => {
  it("is refused by the guard of every service, never with any other error", async () => {
    const bodies = fc.oneof(
      inputs.map((input) => JSON.stringify(input) ?? ""),
      fc.string(),
    );

    await fc.assert(
      fc.asyncProperty(targets, operations, bodies, async (target, operation, body) => {
        const request = signed(jsonRequest(`${target}.${operation}`, body), issued);

        for (const { read } of Object.values(services)) {
          await expect(guardOf(read)(request)).rejects.toBeInstanceOf(RefusedRequest);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("is refused whatever its headers and path are", async () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom("AWS4-HMAC-SHA256 Credential=", ""));
    const requests = fc.record<AwsRequest>({
      method: fc.string(),
      url: fc.oneof(fc.string(), fc.webPath(), fc.constant("/?%zz=%&=")),
      headers: fc.dictionary(
        fc.constantFrom("authorization", "x-amz-date", "x-amz-target", "host"),
        texts,
      ),
      body: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    });

    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        await expect(guardOf(services.dynamodb.read)(request)).rejects.toBeInstanceOf(
          RefusedRequest,
        );
      }),
    );
  });
});

describe("bytes that are no request", () => {
  let upstream: Server;
  let door: EndpointService;
  let reached = 0;

  beforeAll(async () => {
    upstream = createServer((_, response) => {
      reached += 1;
      response.end("{}");
    });
    await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
    door = await startFrontDoor({
      name: "DynamoDB",
      upstream: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
      guard: guardOf(services.dynamodb.read),
      answerRefusal: answerJsonRefusal,
      writeLog: () => undefined,
    });
  });
  afterAll(async () => {
    await door.stop();
    await new Promise((resolve) => upstream.close(resolve));
  });

  const exchange = (bytes: Buffer) =>
    new Promise<string>((resolve) => {
      let text = "";
      const socket = connect(Number(new URL(door.endpoint).port), "127.0.0.1");
      socket.on("data", (chunk) => {
        text += chunk.toString();
      });
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(text));
      socket.end(bytes);
    });

  it("never reach the service, and never get more than a refusal", async () => {
    const bytes = fc.oneof(
      fc.uint8Array().map((values) => Buffer.from(values)),
      fc
        .tuple(fc.constantFrom("POST", "GET", "x"), fc.webPath(), fc.string())
        .map(([method, path, body]) =>
          Buffer.from(
            `${method} ${path || "/"} HTTP/1.1\r\nx-amz-target: DynamoDB_20120810.Scan\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
          ),
        ),
    );

    await fc.assert(
      fc.asyncProperty(bytes, async (garbage) => {
        expect(await exchange(garbage)).toMatch(/^(HTTP\/1\.1 4|$)/);
      }),
      { numRuns: 60 },
    );
    expect(reached).toBe(0);
  });

  it("do not end the door for others", async () => {
    await exchange(Buffer.from("no request at all\r\n\r\n"));
    const target = "DynamoDB_20120810.GetItem";
    const input = { TableName: "Fleet", Key: { pk: { S: "demo-a" } } };
    const request = signed(
      {
        ...jsonRequest(target, input),
        headers: { host: new URL(door.endpoint).host, "x-amz-target": target },
      },
      issued,
    );
    const { host, ...headers } = request.headers;

    const response = await fetch(door.endpoint, {
      method: "POST",
      headers,
      body: request.body.toString(),
    });

    expect(response.status).toBe(200);
    expect(reached).toBe(1);
  });
});
