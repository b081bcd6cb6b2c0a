import { DeleteItemCommand, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Actor, stampedUpdate } from "./change-stamp.ts";
import { dynamo, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** What counts for a person in every operator; to be called with rights in the platform's own partition. */
export function accountStore(directoryTable: string, subject: string) {
  const Key = toItem(keys.account(subject));
  const set = async (field: "disabledAt" | "signedOutBefore", actor: Actor, now: string) => {
    const stamp = stampedUpdate(actor, { set: ["subject = :subject", `${field} = :now`] });
    await dynamo.send(
      new UpdateItemCommand({
        TableName: directoryTable,
        Key,
        UpdateExpression: stamp.expression,
        ExpressionAttributeValues: toItem({ ...stamp.values, ":subject": subject, ":now": now }),
      }),
    );
  };
  return {
    /** Ends all sign-ins so far. */
    signOut: (actor: Actor, now: string): Promise<void> => set("signedOutBefore", actor, now),

    /**
     * Notes that the platform disabled the account, because nobody had a place for it. One that a person disabled in
     * Cognito bears no such mark, and no operator can enable it.
     */
    markDisabled: (actor: Actor, now: string): Promise<void> => set("disabledAt", actor, now),

    async isDisabledByPlatform(): Promise<boolean> {
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: directoryTable, Key, ConsistentRead: true }),
      );
      return Item?.["disabledAt"] !== undefined;
    },

    async unmark(): Promise<void> {
      await dynamo.send(
        new UpdateItemCommand({
          TableName: directoryTable,
          Key,
          UpdateExpression: "REMOVE disabledAt",
        }),
      );
    },

    async forget(): Promise<void> {
      await dynamo.send(new DeleteItemCommand({ TableName: directoryTable, Key }));
    },
  };
}
