import { FilterRule } from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { allowRemovingApiClients } from "./constructs/api-client-grants.ts";
import { PlatformFunction } from "./constructs/platform-function.ts";
import { addStreamSource } from "./constructs/stream-source.ts";
import type { DataStack } from "./data-stack.ts";
import type { Foundation } from "./foundation.ts";

interface Props {
  readonly foundation: Foundation;
  readonly failures: IQueue;
}

const ABSENT = [{ exists: false }];
const PRESENT = [{ exists: true }];

/** Carries out what a second person approved. */
export function addApprovedActions(scope: Construct, { foundation, failures }: Props) {
  const handler = new PlatformFunction(scope, "events-execute-approved-action", {
    foundation,
    tables: {
      Directory: ["read", "write"],
      Charging: ["read", "write"],
      Security: ["lookup", "write"],
      // Jobs that command many chargers begin, and waivers of the minimum security profile.
      Fleet: ["lookup", "update"],
      // What goes back to drivers above the limit of one person.
      Payments: ["lookup", "create", "update"],
      // Which key wraps an operator's data keys.
      Vault: ["append"],
    },
    timeoutSeconds: 30,
  });
  addStreamSource(handler, {
    table: foundation.tables.Security,
    filters: [
      {
        eventName: ["MODIFY"],
        dynamodb: {
          Keys: { sk: { S: FilterRule.beginsWith("APPROVAL#") } },
          NewImage: { state: { S: ["approved"] } },
        },
      },
    ],
    failures,
    batchSize: 10,
  });
  return handler;
}

/**
 * Tells the sockets of an operator's chargers that it was suspended, or goes on, and destroys what an operator had that
 * is ending, step by step: each step stores how far it came, and that wakes the next one. One function, because a
 * stream has room for two readers (adr/0100).
 */
export function addOperatorLife(
  scope: Construct,
  { foundation, data, failures }: Props & { readonly data: DataStack },
) {
  const handler = new PlatformFunction(scope, "events-follow-operator-life", {
    foundation,
    tables: {
      Directory: ["read", "write", "batch-write"],
      Fleet: ["read", "batch-write"],
      Charging: ["read", "batch-write"],
      Vault: ["read", "delete"],
      Connections: ["update"],
    },
    timeoutSeconds: 60,
  });
  allowRemovingApiClients(handler, data.apiClientPool);
  data.staffPool.allowOnAccounts(handler, ["AdminDeleteUser"]);
  addStreamSource(handler, {
    table: foundation.tables.Directory,
    filters: [
      operatorThat("suspendedAt", ABSENT, PRESENT),
      operatorThat("suspendedAt", PRESENT, ABSENT),
      {
        eventName: ["MODIFY"],
        dynamodb: {
          Keys: { sk: { S: FilterRule.isEqual("OPERATOR") } },
          NewImage: {
            offboarding: { M: { approvalId: { S: PRESENT } } },
            offboardedAt: { S: ABSENT },
          },
        },
      },
    ],
    failures,
    batchSize: 1,
  });
  return handler;
}

function operatorThat(attribute: string, before: readonly object[], after: readonly object[]) {
  return {
    eventName: ["MODIFY"],
    dynamodb: {
      Keys: { sk: { S: FilterRule.isEqual("OPERATOR") } },
      OldImage: { [attribute]: { S: before } },
      NewImage: { [attribute]: { S: after } },
    },
  };
}
