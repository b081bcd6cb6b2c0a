import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { CANARY } from "#domain/isolation/canaries.ts";
import type { TenantRead } from "#domain/isolation/probe-isolation.ts";
import type { ActFor } from "../sts/operator-sessions.ts";
import { dynamo, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** Reads an operator's item with the rights of the canary's tenant role, to see whether IAM refuses. */
export function tenantWall(actFor: ActFor, directoryTable: string) {
  return async (operatorId: string): Promise<TenantRead> => {
    const read = new GetItemCommand({
      TableName: directoryTable,
      Key: toItem(keys.operator(operatorId)),
    });
    try {
      await actFor(CANARY.own, () => dynamo.send(read));
      return "read";
    } catch (error) {
      const isDenied = error instanceof Error && error.name === "AccessDeniedException";
      return isDenied ? "denied" : "failed";
    }
  };
}
