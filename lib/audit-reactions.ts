import { Duration } from "aws-cdk-lib";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { onSchedule } from "./constructs/on-schedule.ts";
import { PlatformFunction } from "./constructs/platform-function.ts";
import { addStreamSource } from "./constructs/stream-source.ts";
import type { DataStack } from "./data-stack.ts";
import type { Foundation } from "./foundation.ts";
import { tableVariable } from "./tables.ts";

interface Props {
  readonly foundation: Foundation;
  readonly data: DataStack;
  readonly failures: Queue;
}

/** The tables that hold something: all that have a stream. */
const JOURNALED = ["Charging", "Directory", "Fleet", "Payments", "People", "Security"] as const;

/** The tables that chargers write into. */
const TELEMETRY: readonly string[] = ["Charging", "Fleet"];

/** Follows every table that holds something into the audit journal: the only function that may write there. */
export function addAuditRecord(scope: Construct, { foundation, failures }: Omit<Props, "data">) {
  const handler = new PlatformFunction(scope, "events-record-audit", {
    foundation,
    tables: { Audit: ["read", "append"] },
    timeoutSeconds: 60,
  });
  handler.setVariable("AUDIT_FAILURE_QUEUE_URL", failures.queueUrl);
  handler.allow("sqs:SendMessage", failures.queueArn);
  for (const name of JOURNALED) {
    const table = foundation.tables[name];
    handler.setVariable(tableVariable(name), table.table.tableName);
    addStreamSource(handler, {
      table,
      filters: [],
      failures,
      batchSize: 1_000,
      // Each window ends with a call without records: the longest one costs least.
      tumblingWindow: Duration.minutes(15),
      // What is gathered goes into one page, and a page costs a write whatever is in it. What chargers say all the time
      // is gathered longer than what people do.
      batchingWindow: Duration.seconds(TELEMETRY.includes(name) ? 300 : 30),
      untilForgotten: true,
    });
  }
  return handler;
}

/** Copies the journal every hour to where nobody can change it, and signs it once a day. */
export function addAuditSeal(scope: Construct, { foundation, data, failures }: Props) {
  const handler = new PlatformFunction(scope, "events-seal-audit", {
    foundation,
    tables: { Audit: ["read"], Directory: ["read"] },
    timeoutSeconds: 600,
  });
  handler.setVariable("AUDIT_SIGNING_KEY_ARN", data.auditSigningKey.keyArn);
  data.auditBucket.allowSealing(handler);
  data.auditSigningKey.allowSigning(handler.lambda);
  onSchedule(handler, {
    id: "SealAudit",
    description: "Seals the audit journal",
    every: Duration.hours(1),
    failures,
  });
  return handler;
}
