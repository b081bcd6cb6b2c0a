import type { ResolvedResource, Resolver } from "../assembly/resolver.ts";
import type { Properties } from "../assembly/template.ts";
import type { MappingDefinition, StreamMappingDefinition } from "./mapping-definition.ts";

export interface MappingDefinitions {
  readonly streams: readonly StreamMappingDefinition[];
  readonly queues: readonly MappingDefinition[];
}

/** A stream keeps a record for a day, so nothing is tried for longer. */
const STREAM_RETENTION_SECONDS = 24 * 60 * 60;

/** The enabled event source mappings of the templates. Throws for a source or a setting that is not run here. */
export function mappingDefinitions(resolver: Resolver): MappingDefinitions {
  const streams: StreamMappingDefinition[] = [];
  const queues: MappingDefinition[] = [];
  for (const mapping of resolver.resources("AWS::Lambda::EventSourceMapping")) {
    if (mapping.properties["Enabled"] === false) continue;
    const sourceArn = String(mapping.properties["EventSourceArn"]);
    const tableName = /^arn:aws:dynamodb:.*:table\/([^/]+)\/stream\//.exec(sourceArn)?.[1];
    if (tableName !== undefined) streams.push(streamMapping(resolver, mapping, tableName));
    else if (sourceArn.startsWith("arn:aws:sqs:")) queues.push(baseOf(resolver, mapping, 10));
    else throw new Error(`The event source ${sourceArn} of ${mapping.logicalId} is not run here.`);
  }
  return { streams, queues };
}

function streamMapping(
  resolver: Resolver,
  mapping: ResolvedResource,
  tableName: string,
): StreamMappingDefinition {
  const { properties } = mapping;
  const retries = Number(properties["MaximumRetryAttempts"] ?? -1);
  const ageSeconds = Number(properties["MaximumRecordAgeInSeconds"] ?? -1);
  const destination = (properties["DestinationConfig"] ?? {}) as {
    readonly OnFailure?: { readonly Destination: string };
  };
  const windowSeconds = Number(properties["TumblingWindowInSeconds"] ?? 0);
  const onFailureQueueArn = destination.OnFailure?.Destination;
  if (onFailureQueueArn !== undefined && !onFailureQueueArn.startsWith("arn:aws:sqs:")) {
    throw new Error(`The failure destination of ${mapping.logicalId} is no queue.`);
  }
  return {
    ...baseOf(resolver, mapping, 100),
    tableName,
    startingPosition: properties["StartingPosition"] === "LATEST" ? "LATEST" : "TRIM_HORIZON",
    bisectsOnError: properties["BisectBatchOnFunctionError"] === true,
    maximumRetryAttempts: retries === -1 ? Number.POSITIVE_INFINITY : retries,
    maximumRecordAgeSeconds: ageSeconds === -1 ? STREAM_RETENTION_SECONDS : ageSeconds,
    ...(onFailureQueueArn === undefined ? {} : { onFailureQueueArn }),
    ...(windowSeconds > 0 && { tumblingWindowSeconds: windowSeconds }),
  };
}

function baseOf(
  resolver: Resolver,
  { properties, stack, logicalId }: ResolvedResource,
  defaultBatchSize: number,
): MappingDefinition {
  const filters = (properties["FilterCriteria"] ?? {}) as {
    readonly Filters?: readonly Properties[];
  };
  const types = (properties["FunctionResponseTypes"] ?? []) as readonly string[];
  return {
    mappingId: `${stack.stackName}/${logicalId}`,
    functionArn: functionArnOf(resolver, String(properties["FunctionName"])),
    sourceArn: String(properties["EventSourceArn"]),
    batchSize: Number(properties["BatchSize"] ?? defaultBatchSize),
    filterPatterns: (filters.Filters ?? []).map(({ Pattern }): unknown =>
      JSON.parse(String(Pattern)),
    ),
    reportsBatchItemFailures: types.includes("ReportBatchItemFailures"),
  };
}

function functionArnOf(resolver: Resolver, nameOrArn: string): string {
  if (nameOrArn.startsWith("arn:")) return nameOrArn;
  const found = resolver
    .resources("AWS::Lambda::Function")
    .find(({ physicalName }) => physicalName === nameOrArn);
  if (found === undefined) throw new Error(`No function is called ${nameOrArn}.`);
  return found.attribute("Arn");
}
