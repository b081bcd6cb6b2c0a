import { arnOf } from "../assembly/place.ts";
import type { ResolvedResource, Resolver } from "../assembly/resolver.ts";
import type { Access } from "./access.ts";
import type { Decide } from "./evaluate.ts";
import type { Policies } from "./policies.ts";
import { keyUse } from "./requests/key-use.ts";
import type { ResourceFacts } from "./resources.ts";
import type { RecordDecision } from "./usage.ts";

/** A call that Lambda itself makes with a function's role: for its logs and traces, its event sources, its failure destination. */
export interface ServiceCall {
  readonly functionName: string;
  readonly access: Access;
}

const access = (action: string, resource: string): Access => ({
  action,
  resource,
  context: () => ({}),
});

const ON_STREAM = ["DescribeStream", "GetRecords", "GetShardIterator"];
const ON_QUEUE = ["DeleteMessage", "GetQueueAttributes", "ReceiveMessage"];

/** Those of all functions that run here, read from the templates. */
export function lambdaServiceCalls(
  resolver: Resolver,
  facts: Pick<ResourceFacts, "tables">,
): readonly ServiceCall[] {
  const functions = resolver
    .resources("AWS::Lambda::Function")
    .filter(({ properties }) => String(properties["Runtime"]).startsWith("nodejs"));
  const own = functions.flatMap((resource) =>
    accessesOfFunction(resource).map(callOf(resource.physicalName)),
  );
  const configured = resolver
    .resources("AWS::Lambda::EventSourceMapping", "AWS::Lambda::EventInvokeConfig")
    .flatMap((resource) => {
      const functionName = String(resource.properties["FunctionName"]).split(":").at(-1) ?? "";
      return [...accessesOfSource(resource, facts), ...accessesOfDestination(resource)].map(
        callOf(functionName),
      );
    });
  return [...own, ...configured];
}

const callOf =
  (functionName: string) =>
  (access: Access): ServiceCall => ({ functionName, access });

function accessesOfFunction({ properties }: ResolvedResource): readonly Access[] {
  const { LogGroup: logGroup } = (properties["LoggingConfig"] ?? {}) as { LogGroup?: string };
  const { Mode: tracing } = (properties["TracingConfig"] ?? {}) as { Mode?: string };
  const stream = arnOf("logs", `log-group:${logGroup}:log-stream:local`);
  return [
    ...(logGroup === undefined
      ? []
      : ["CreateLogStream", "PutLogEvents"].map((action) => access(`logs:${action}`, stream))),
    ...(tracing === "Active"
      ? ["PutTelemetryRecords", "PutTraceSegments"].map((action) => access(`xray:${action}`, "*"))
      : []),
  ];
}

function accessesOfSource(
  { properties }: ResolvedResource,
  { tables }: Pick<ResourceFacts, "tables">,
): readonly Access[] {
  const sourceArn = properties["EventSourceArn"];
  if (typeof sourceArn !== "string") return [];
  if (sourceArn.startsWith("arn:aws:sqs:")) {
    return ON_QUEUE.map((action) => access(`sqs:${action}`, sourceArn));
  }
  const tableName = /:table\/([^/]+)\/stream\//.exec(sourceArn)?.[1] ?? "";
  const keyArn = tables.get(tableName)?.keyArn;
  return [
    ...ON_STREAM.map((action) => access(`dynamodb:${action}`, sourceArn)),
    ...(keyArn === undefined
      ? []
      : [keyUse("dynamodb", "Decrypt", keyArn, { "aws:dynamodb:tableName": tableName })]),
  ];
}

function accessesOfDestination({ properties }: ResolvedResource): readonly Access[] {
  const { OnFailure: onFailure } = (properties["DestinationConfig"] ?? {}) as {
    readonly OnFailure?: { readonly Destination: string };
  };
  return onFailure === undefined ? [] : [access("sqs:SendMessage", onFailure.Destination)];
}

export interface CheckParts {
  readonly policies: Policies;
  readonly decide: Decide;
  readonly record: RecordDecision;
}

/** Judges the calls once, as AWS does when it deploys; throws one sentence for the first that a role lacks. */
export async function assertAllowed(
  calls: readonly ServiceCall[],
  { policies, decide, record }: CheckParts,
): Promise<void> {
  for (const { functionName, access } of calls) {
    const principal = policies.functions.get(functionName);
    if (principal === undefined) throw new Error(`The function ${functionName} has no role.`);
    const decision = await decide(principal, access);
    record(principal, access, decision);
    if (decision.outcome === "allowed") continue;
    throw new Error(
      `The role of the function ${functionName} does not allow ${access.action} on ${access.resource}, which Lambda does in its name.`,
    );
  }
}
