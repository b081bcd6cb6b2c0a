import { createHash } from "node:crypto";
import { KMSClient } from "@aws-sdk/client-kms";
import { dynamo, type Item, toItem } from "#adapters/dynamodb/client.ts";
import { commandToItem } from "#adapters/dynamodb/command-item.ts";
import type { Command } from "#domain/commands/command.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { sealerOf } from "#functions/shared/privacy.ts";

interface Input {
  readonly TableName?: string;
  readonly Key?: Readonly<Record<string, { readonly S?: string }>>;
  readonly Item?: Readonly<Record<string, { readonly S?: string }>>;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, Input | undefined>>[];
}

/** DynamoDB's own bounds (Service quotas): what goes beyond is refused there. */
const SORT_KEY_BYTES = 1024;
const ITEM_BYTES = 400 * 1024;

/**
 * Stands in for DynamoDB and KMS: it knows the socket, an outstanding command and every data key, holds nothing else,
 * and throws at writes that DynamoDB would refuse. What the functions do up to the call is their own.
 */
export async function standInForDatabase(
  binding: ConnectionBinding,
  command: Command,
): Promise<void> {
  KMSClient.prototype.send = async ({ input }: { readonly input: object }) => ({
    Plaintext: createHash("sha256").update(JSON.stringify(input)).digest(),
  });
  const stored: { command?: Item } = {};
  const answer = (name: string, input: Input): unknown => {
    check(input);
    if (name === "BatchGetItemCommand") return { Responses: {} };
    if (name === "TransactGetItemsCommand") {
      return { Responses: (input.TransactItems ?? []).map(() => ({})) };
    }
    if (name === "QueryCommand") return { Items: [] };
    if (name !== "GetItemCommand") return {};
    if (input.Key?.["sk"]?.S === "CONNECTION") return { Item: toItem(binding) };
    if (input.Key?.["sk"]?.S?.startsWith("KEY#")) return { Item: dataKey(input.Key) };
    const isCommand = input.Key?.["sk"]?.S === `COMMAND#${command.commandId}`;
    return isCommand && stored.command ? { Item: stored.command } : {};
  };
  Object.assign(dynamo, {
    send: async (sent: { readonly input: Input }) => answer(sent.constructor.name, sent.input),
  });
  stored.command = await commandToItem(command, sealerOf);
}

/** A data key that KMS has wrapped, of which the stand-in for KMS makes the same bytes each time. */
function dataKey(key: NonNullable<Input["Key"]>) {
  const [, subjectId = "", purpose = ""] = key["sk"]?.S?.split("#") ?? [];
  const owner = { operatorId: key["pk"]?.S, subjectId, purpose };
  return { ...key, ...toItem({ ...owner, newest: 1, wrapped: { 1: "d3JhcHBlZA==" } }) };
}

function check(input: Input): void {
  for (const member of input.TransactItems ?? [])
    for (const each of Object.values(member)) check(each ?? {});
  const sortKey = input.Key?.["sk"]?.S ?? input.Item?.["sk"]?.S ?? "";
  if (Buffer.byteLength(sortKey) > SORT_KEY_BYTES) throw new Error("a sort key is too long");
  if (input.Item && JSON.stringify(input.Item).length > ITEM_BYTES)
    throw new Error("an item is too big");
}
