import { createResolver, type DynamicReference, type Resolver } from "#local/assembly/resolver.ts";
import type { Assembly, Stack, Template } from "#local/assembly/template.ts";

/** A stack of the name with these resources and whatever else of a template a test needs. */
export function aStack(
  stackName: string,
  template: Template,
  assets: Record<string, string> = {},
): Stack {
  return { stackName, template, assetPaths: new Map(Object.entries(assets)) };
}

export function anAssembly(...stacks: readonly Stack[]): Assembly {
  return { stacks };
}

const noSecrets: DynamicReference = (reference) => {
  throw new Error(`No secret is known: ${reference}`);
};

/** Resolves the resources of one stack called `Stack`. */
export function resolverOf(
  resources: Template["Resources"] & object,
  dynamicReference: DynamicReference = noSecrets,
): Resolver {
  return createResolver(anAssembly(aStack("Stack", { Resources: resources })), dynamicReference);
}
