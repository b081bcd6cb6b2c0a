import {
  type DynamoDBClientResolvedConfig,
  GetItemCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from "@aws-sdk/client-dynamodb";
import type { Context } from "aws-lambda";
import type { AwsStub } from "aws-sdk-client-mock";
import { expect } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { aContext } from "./lambda-context.ts";
import { vaultIn } from "./vault.ts";

type Handler = (
  event: { readonly body: string; readonly requestContext: { readonly connectionId: string } },
  context: Context,
) => Promise<{ readonly statusCode: number; readonly body?: string }>;

type DynamoStub = AwsStub<ServiceInputTypes, ServiceOutputTypes, DynamoDBClientResolvedConfig>;

/** Lets functions find these sockets in the Connections table, and no others. */
export function connected(dynamo: DynamoStub, ...bindings: readonly ConnectionBinding[]): void {
  dynamo.on(GetItemCommand, { TableName: "Connections" }).resolves({});
  vaultIn(dynamo);
  for (const binding of bindings)
    dynamo
      .on(GetItemCommand, {
        TableName: "Connections",
        Key: { pk: { S: binding.connectionId }, sk: { S: "CONNECTION" } },
      })
      .resolves({ Item: toItem(binding) });
}

/** Sends a CALL to the function of its action over a socket, and reads the frame that the charger gets. */
export async function call(
  handler: Handler,
  action: string,
  payload: unknown,
  { connectionId }: Pick<ConnectionBinding, "connectionId">,
): Promise<unknown> {
  const body = JSON.stringify([2, "m-1", action, payload]);
  const answer = await handler({ body, requestContext: { connectionId } }, aContext());
  return JSON.parse(answer.body ?? "null");
}

/** The CALLERROR with this code, whatever its description says. */
export function refusal(code: string): unknown {
  return [4, "m-1", code, expect.any(String), {}];
}
