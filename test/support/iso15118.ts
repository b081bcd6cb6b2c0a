import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type DynamoDBClientResolvedConfig,
  GetItemCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { DecryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { type AwsStub, mockClient } from "aws-sdk-client-mock";
import { toItem } from "#adapters/dynamodb/client.ts";
import type { Integration } from "#domain/integrations/integration.ts";

type DynamoStub = AwsStub<ServiceInputTypes, ServiceOutputTypes, DynamoDBClientResolvedConfig>;

interface Asked {
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** An operator's service on this machine, which answers everything with the same status and text. */
export async function anIso15118Service() {
  const asked: Asked[] = [];
  const answer = { status: 200, text: "{}" };
  const server = createServer(async (request, response) => {
    asked.push({
      authorization: request.headers.authorization,
      body: JSON.parse(await textOf(request)) as unknown,
    });
    response.writeHead(answer.status, { location: "http://127.0.0.1:1/elsewhere" });
    response.end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    answer,
    url: `http://127.0.0.1:${port}/iso15118`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** Lets functions find this integration of demo-a's, or none. */
export function integrated(dynamo: DynamoStub, fields?: Partial<Integration>): void {
  const at = "2026-03-01T10:00:00.000Z";
  const integration: Integration = {
    operatorId: "demo-a",
    integrationId: "iso15118",
    kind: "iso15118",
    name: "Contract certificates",
    owner: "somebody",
    scopes: [],
    enabled: true,
    credential: { sealed: "c2VhbGVk", fingerprint: "abcd", setAt: at, setBy: "somebody" },
    createdAt: at,
    updatedAt: at,
    version: 1,
    ...fields,
  };
  dynamo
    .on(GetItemCommand, {
      TableName: "Directory",
      Key: { pk: { S: "demo-a" }, sk: { S: "INTEGRATION#iso15118" } },
    })
    .resolves(fields ? { Item: toItem(integration) } : {});
  mockClient(KMSClient)
    .on(DecryptCommand, { EncryptionContext: { purpose: "integration" } })
    .resolves({ Plaintext: Buffer.from("a-secret-of-the-service") });
  dynamo.on(UpdateItemCommand, { TableName: "Directory" }).resolves({});
}
