import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import { type Actor, stampedUpdate } from "./change-stamp.ts";
import { toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { transact } from "./transact.ts";

/** How far an attempt has come, and nothing else of it; false where somebody else was faster. */
export async function keepProgress(
  chargingTable: string,
  before: AdHocAttempt,
  after: AdHocAttempt,
  actor: Actor,
): Promise<boolean> {
  const { operatorId, attemptId, state, stateSince, version } = after;
  const { paymentId, sessionId, endedBecause } = after;
  const learned = Object.entries({ paymentId, sessionId, endedBecause }).filter(
    ([, value]) => value !== undefined,
  );
  const { expression, values } = stampedUpdate(actor, {
    set: [
      "#state = :state",
      "stateSince = :stateSince",
      "#version = :version",
      ...learned.map(([name]) => `${name} = :${name}`),
    ],
  });
  const refused = await transact([
    {
      Update: {
        TableName: chargingTable,
        Key: toItem(keys.adhocAttempt(operatorId, attemptId)),
        ConditionExpression: "#version = :read",
        UpdateExpression: expression,
        ExpressionAttributeNames: { "#state": "state", "#version": "version" },
        ExpressionAttributeValues: toItem({
          ...values,
          ...Object.fromEntries(learned.map(([name, value]) => [`:${name}`, value])),
          ":state": state,
          ":stateSince": stateSince,
          ":version": version,
          ":read": before.version,
        }),
      },
    },
  ]);
  return refused === undefined;
}
