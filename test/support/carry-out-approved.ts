import { keys } from "#adapters/dynamodb/keys.ts";
import type { StreamRecord } from "#adapters/dynamodb/stream-change.ts";
import { aContext } from "./lambda-context.ts";
import { aStreamRecord } from "./stream-records.ts";

type Reaction = (event: { readonly Records: readonly StreamRecord[] }, context: never) => unknown;

/** Gives the executor the record that the Security table's stream has of an approval; gives what must come again. */
export async function carryOutApproved(operatorId: string, approvalId: string): Promise<unknown> {
  const { handler } = await import("#functions/events/execute-approved-action/handler.ts");
  const record = aStreamRecord({
    ...keys.approval(operatorId, approvalId),
    before: { state: "pending" },
    after: { state: "approved" },
  });
  const run = handler as unknown as Reaction;
  return run({ Records: [record] }, aContext() as never);
}
