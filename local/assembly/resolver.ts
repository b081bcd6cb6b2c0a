import { attributeOf, referenceTo } from "./attributes.ts";
import { evaluateCondition, resolveValue, type Scope } from "./intrinsics.ts";
import { physicalName } from "./physical-name.ts";
import { PLACE } from "./place.ts";
import type { Assembly, Properties, ResourceAddress, Stack } from "./template.ts";

/** A resource whose properties hold no intrinsic any more. */
export interface ResolvedResource {
  readonly type: string;
  readonly logicalId: string;
  readonly stack: Stack;
  readonly properties: Properties;
  /** What `Ref` gives for it. */
  readonly ref: string;
  readonly physicalName: string;
  readonly attribute: (name: string) => string;
}

/** Gives the resources of an assembly resolved, across all its stacks. */
export interface Resolver {
  /** Resources of these types whose condition holds, in the order of the stacks. */
  readonly resources: (...types: readonly string[]) => readonly ResolvedResource[];
}

/** Reads the inside of `{{resolve:…}}`; secrets are not known yet when the first resources are resolved. */
export type DynamicReference = (reference: string) => string;

/** Makes a resolver; each resource is resolved when it is asked for, so what nobody asks for may hold what is unknown here. */
export function createResolver(assembly: Assembly, dynamicReference: DynamicReference): Resolver {
  const scopes = new Map<Stack, Scope>();
  const scopeOf = (stack: Stack): Scope => {
    const known = scopes.get(stack);
    if (known !== undefined) return known;
    const scope = createScope(stack, { importValue, dynamicReference });
    scopes.set(stack, scope);
    return scope;
  };
  const importValue = (name: string): unknown => {
    for (const stack of assembly.stacks) {
      for (const output of Object.values(stack.template.Outputs ?? {})) {
        if (resolveValue(output.Export?.Name, scopeOf(stack)) === name) {
          return resolveValue(output.Value, scopeOf(stack));
        }
      }
    }
    throw new Error(`No stack of the assembly exports ${name}, which another one imports.`);
  };

  const resolved = new Map<string, ResolvedResource>();
  const resolvedOnce = (address: ResourceAddress): ResolvedResource => {
    const key = `${address.stack.stackName}/${address.logicalId}`;
    const known = resolved.get(key);
    if (known !== undefined) return known;
    const resource = resolvedResource(address, scopeOf(address.stack));
    resolved.set(key, resource);
    return resource;
  };

  return {
    resources: (...types) =>
      assembly.stacks.flatMap((stack) =>
        Object.entries(stack.template.Resources ?? {})
          .filter(
            ([, { Type, Condition }]) =>
              types.includes(Type) &&
              (Condition === undefined || scopeOf(stack).condition(Condition)),
          )
          .map(([logicalId, resource]) => resolvedOnce({ stack, logicalId, resource })),
      ),
  };
}

function resolvedResource(address: ResourceAddress, scope: Scope): ResolvedResource {
  const properties = resolveValue(address.resource.Properties ?? {}, scope) as Properties;
  return {
    type: address.resource.Type,
    logicalId: address.logicalId,
    stack: address.stack,
    properties,
    ref: referenceTo(address, properties),
    physicalName: physicalName(address, properties),
    attribute: (name) => attributeOf(address, properties, name),
  };
}

type OutsideStack = Pick<Scope, "importValue" | "dynamicReference">;

function createScope(stack: Stack, outside: OutsideStack): Scope {
  const { stackName, template } = stack;
  const pseudoParameters: Readonly<Record<string, unknown>> = {
    "AWS::AccountId": PLACE.accountId,
    "AWS::NoValue": undefined,
    "AWS::Partition": PLACE.partition,
    "AWS::Region": PLACE.region,
    "AWS::StackId": `arn:${PLACE.partition}:cloudformation:${PLACE.region}:${PLACE.accountId}:stack/${stackName}/local`,
    "AWS::StackName": stackName,
    "AWS::URLSuffix": PLACE.urlSuffix,
  };
  const addressOf = (logicalId: string): ResourceAddress => {
    const resource = template.Resources?.[logicalId];
    if (resource === undefined) {
      throw new Error(`The stack ${stackName} refers to ${logicalId}, which it does not have.`);
    }
    return { stack, logicalId, resource };
  };
  const scope: Scope = {
    ...outside,
    stackName,
    reference: (logicalId) => {
      if (Object.hasOwn(pseudoParameters, logicalId)) return pseudoParameters[logicalId];
      const parameter = template.Parameters?.[logicalId];
      if (parameter !== undefined) return parameter.Default;
      const address = addressOf(logicalId);
      return referenceTo(address, namingProperties(address, scope));
    },
    attribute: (logicalId, attribute) => {
      const address = addressOf(logicalId);
      return attributeOf(address, namingProperties(address, scope), attribute);
    },
    condition: (name) => evaluateCondition(template.Conditions?.[name], scope),
    mapping: (map, key, subKey) => {
      const value = template.Mappings?.[map]?.[key]?.[subKey];
      if (value === undefined) {
        throw new Error(`The mapping ${map} of the stack ${stackName} has no ${key}.${subKey}.`);
      }
      return value;
    },
  };
  return scope;
}

/** The few properties that names and references depend on; all of them might refer back to the asking resource. */
function namingProperties({ resource }: ResourceAddress, scope: Scope): Properties {
  const wanted = Object.entries(resource.Properties ?? {}).filter(([key]) =>
    NAMING_PROPERTIES.has(key),
  );
  return resolveValue(Object.fromEntries(wanted), scope) as Properties;
}

const NAMING_PROPERTIES = new Set([
  "AliasName",
  "BucketName",
  "Domain",
  "FifoQueue",
  "FunctionName",
  "GroupName",
  "Identifier",
  "LogGroupName",
  "Name",
  "ProtocolType",
  "QueueName",
  "StageName",
  "TableName",
]);
