import { Duration } from "aws-cdk-lib";
import { type IMetric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { allowMakingApiClients } from "./constructs/api-client-grants.ts";
import { onSchedule } from "./constructs/on-schedule.ts";
import { PlatformFunction } from "./constructs/platform-function.ts";
import { type Conditions, grantTable, type TableAccess } from "./constructs/table-grants.ts";
import { TenantRole } from "./constructs/tenant-role.ts";
import type { DataStack } from "./data-stack.ts";
import type { Foundation } from "./foundation.ts";
import { type FunctionTable, tableVariable } from "./tables.ts";

export interface IsolationCanaryProps {
  readonly foundation: Foundation;
  readonly data: DataStack;
  /** Where people and programs reach the platform. */
  readonly appUrl: string;
  readonly failures: IQueue;
}

export interface IsolationCanary {
  readonly handler: PlatformFunction;
  /** Runs that reached something of another operator. */
  readonly broken: IMetric;
  /** Runs that proved nothing. */
  readonly blind: IMetric;
}

const EVERY = Duration.minutes(15);
const NAMESPACE = "Chargeward";

/** Tries from outside, as a program of one canary operator, to reach another one: in every stage, all the time. */
export function addIsolationCanary(scope: Construct, props: IsolationCanaryProps): IsolationCanary {
  const { foundation, data, appUrl, failures } = props;
  const handler = new PlatformFunction(scope, "events-probe-isolation", {
    foundation,
    timeoutSeconds: 90,
  });
  new TenantRole(handler, { foundation, tables: { Directory: ["lookup"] } });
  const inCanaries = keysOf("canary-a", "canary-b");
  bind(handler, foundation, { table: "Directory", accesses: ["lookup", "write"] }, inCanaries);
  bind(handler, foundation, { table: "Fleet", accesses: ["write"] }, inCanaries);
  bind(handler, foundation, { table: "Charging", accesses: ["write"] }, inCanaries);
  bind(handler, foundation, { table: "Security", accesses: ["update"] }, keysOf("platform"));
  allowMakingApiClients(handler, data.apiClientPool);
  data.credentialKey.allowCanary(handler.lambda, "canary-a");
  handler.setVariable("CREDENTIAL_KEY_ARN", data.credentialKey.keyArn);
  handler.setVariable("API_TOKEN_URL", data.apiClientPool.tokenUrl);
  handler.setVariable("APP_URL", appUrl);
  handler.setVariable("EVENT_BUS", data.bus.eventBusName);
  handler.allow("events:PutEvents", data.bus.eventBusArn);
  onSchedule(handler, {
    id: "ProbeIsolation",
    description: "Tries to cross from one operator to another",
    every: EVERY,
    failures,
  });
  return {
    handler,
    broken: runsThatWere(handler, "broken"),
    blind: runsThatWere(handler, "blind"),
  };
}

/** Only these operators' partitions; there must be a key at all (constructs/tenant-role.ts). */
function keysOf(...owners: readonly string[]): Conditions {
  return {
    "ForAllValues:StringLike": {
      "dynamodb:LeadingKeys": owners.flatMap((owner) => [owner, `${owner}#*`]),
    },
    Null: { "dynamodb:LeadingKeys": "false" },
  };
}

function bind(
  handler: PlatformFunction,
  { tables }: Foundation,
  { table, accesses }: { readonly table: FunctionTable; readonly accesses: readonly TableAccess[] },
  conditions: Conditions,
): void {
  handler.setVariable(tableVariable(table), tables[table].table.tableName);
  grantTable(handler.lambda, tables[table], accesses, conditions);
}

/** Counts the line that every run writes (functions/events/probe-isolation/report.ts). */
function runsThatWere(handler: PlatformFunction, outcome: "broken" | "blind"): IMetric {
  const filter = new MetricFilter(handler, outcome === "broken" ? "Broken" : "Blind", {
    logGroup: handler.logGroup,
    metricNamespace: NAMESPACE,
    metricName: `isolation-probes-${outcome}-${handler.node.scope?.node.id}`,
    filterPattern: FilterPattern.all(
      FilterPattern.stringValue("$.message", "=", "probed isolation"),
      FilterPattern.stringValue("$.outcome", "=", outcome),
    ),
  });
  return filter.metric({ statistic: Stats.SUM, period: EVERY });
}
