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

/** Tells the sockets of an operator's chargers that it was suspended, or goes on. */
export function addSuspension(scope: Construct, { foundation, failures }: Props) {
  const handler = new PlatformFunction(scope, "events-follow-suspension", {
    foundation,
    tables: { Directory: ["lookup"], Fleet: ["read"], Connections: ["update"] },
    timeoutSeconds: 60,
  });
  addStreamSource(handler, {
    table: foundation.tables.Directory,
    filters: [
      operatorThat("suspendedAt", ABSENT, PRESENT),
      operatorThat("suspendedAt", PRESENT, ABSENT),
    ],
    failures,
    batchSize: 1,
  });
  return handler;
}

/** Tells the socket of a charger that its messages are watched. */
export function addMessageWatch(scope: Construct, { foundation, failures }: Props) {
  const handler = new PlatformFunction(scope, "events-follow-watch", {
    foundation,
    tables: { Fleet: ["lookup"], Connections: ["update"] },
  });
  addStreamSource(handler, {
    table: foundation.tables.Fleet,
    filters: [
      {
        eventName: ["INSERT", "MODIFY"],
        dynamodb: { Keys: { sk: { S: FilterRule.isEqual("WATCH") } } },
      },
      chargerThatCameBack(),
    ],
    failures,
    batchSize: 10,
  });
  return handler;
}

/** A charger that has a connection, and had none. */
export function chargerThatCameBack() {
  const connected = (exists: boolean) => ({
    connection: { M: { connectionId: { S: [{ exists }] } } },
  });
  return {
    eventName: ["MODIFY"],
    dynamodb: {
      Keys: { sk: { S: FilterRule.isEqual("CHARGER") } },
      NewImage: connected(true),
      OldImage: connected(false),
    },
  };
}

/** Destroys what an operator had, step by step: each step stores how far it came, and that wakes the next one. */
export function addOffboarding(
  scope: Construct,
  { foundation, data, failures }: Props & { readonly data: DataStack },
) {
  const handler = new PlatformFunction(scope, "events-offboard-operator", {
    foundation,
    tables: {
      Directory: ["read", "write", "batch-write"],
      Fleet: ["read", "batch-write"],
      Charging: ["read", "batch-write"],
    },
    timeoutSeconds: 60,
  });
  allowRemovingApiClients(handler, data.apiClientPool);
  data.staffPool.allowOnAccounts(handler, ["AdminDeleteUser"]);
  addStreamSource(handler, {
    table: foundation.tables.Directory,
    filters: [
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
