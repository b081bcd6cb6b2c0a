import { arnOf } from "../../assembly/place.ts";
import type { Access, Context, ReadAccesses } from "../access.ts";
import type { ResourceFacts } from "../resources.ts";
import { type JsonObject, readJsonRequest, textOf, unknownOperation } from "./json-request.ts";
import { keyUse } from "./key-use.ts";

/** The permission that each operation on a queue needs; a batch needs that of its members. */
const ACTIONS: Readonly<Record<string, string>> = {
  ChangeMessageVisibility: "ChangeMessageVisibility",
  ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
  DeleteMessage: "DeleteMessage",
  DeleteMessageBatch: "DeleteMessage",
  GetQueueAttributes: "GetQueueAttributes",
  GetQueueUrl: "GetQueueUrl",
  PurgeQueue: "PurgeQueue",
  ReceiveMessage: "ReceiveMessage",
  SendMessage: "SendMessage",
  SendMessageBatch: "SendMessage",
};

/** What an encrypted queue does with its key. */
const KEY_ACTIONS: Readonly<Record<string, readonly ("Decrypt" | "GenerateDataKey")[]>> = {
  ReceiveMessage: ["Decrypt"],
  SendMessage: ["GenerateDataKey", "Decrypt"],
};

/** Reads SQS's requests. */
export function sqsReader({ queueKeyArns }: Pick<ResourceFacts, "queueKeyArns">): ReadAccesses {
  return (request) => {
    const { operation, input } = readJsonRequest(request, "AmazonSQS");
    const action = Object.hasOwn(ACTIONS, operation) ? ACTIONS[operation] : undefined;
    if (action === undefined) throw unknownOperation("SQS", operation);
    const queueName = queueNameOf(operation, input);
    const resource = arnOf("sqs", queueName);
    const keyArn = queueKeyArns.get(queueName);
    const keyActions = keyArn === undefined ? [] : (KEY_ACTIONS[action] ?? []);
    return [
      { action: `sqs:${action}`, resource, context: noContext },
      ...keyActions.map(
        (keyAction): Access => keyUse("sqs", keyAction, keyArn ?? "", { "aws:sqs:arn": resource }),
      ),
    ];
  };
}

const noContext = (): Context => ({});

/** The last segment of the queue's URL. */
function queueNameOf(operation: string, input: JsonObject): string {
  if (operation === "GetQueueUrl") return textOf(input, "QueueName");
  const url = textOf(input, "QueueUrl");
  return url.slice(url.lastIndexOf("/") + 1);
}
