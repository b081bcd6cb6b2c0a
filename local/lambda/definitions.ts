import type { Resolver } from "../assembly/resolver.ts";
import type { FunctionDefinition } from "./function-definition.ts";

/** Lambda's own defaults. */
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MEGABYTES = 128;

export interface FunctionSurroundings {
  /** Set for every function: endpoints, credentials, Region. */
  readonly environment: Readonly<Record<string, string>>;
  /** A function's own credentials, by its name; without it all have the same. */
  readonly credentialsOf?: (functionName: string) => Readonly<Record<string, string>>;
  /** Turns the URLs of AWS that a template gives to a function into local ones. */
  readonly localUrl: (value: string) => string;
}

/** The templates' Node functions. Others are CDK's own helpers of the deployment, which nothing calls here. */
export function functionDefinitions(
  resolver: Resolver,
  surroundings: FunctionSurroundings,
): readonly FunctionDefinition[] {
  return resolver
    .resources("AWS::Lambda::Function")
    .filter(({ properties }) => String(properties["Runtime"]).startsWith("nodejs"))
    .map((resource) => {
      const { properties, stack, physicalName } = resource;
      const code = properties["Code"] as Readonly<Record<string, string | undefined>>;
      const codeDirectory = stack.assetPaths.get(code["S3Key"] ?? "");
      if (codeDirectory === undefined) {
        throw new Error(`The function ${physicalName} has no asset in the cloud assembly.`);
      }
      const reserved = properties["ReservedConcurrentExecutions"];
      return {
        name: physicalName,
        arn: resource.attribute("Arn"),
        codeDirectory,
        handler: String(properties["Handler"]),
        environment: {
          ...surroundings.environment,
          ...surroundings.credentialsOf?.(physicalName),
          ...variablesOf(properties, surroundings),
        },
        timeoutSeconds: Number(properties["Timeout"] ?? DEFAULT_TIMEOUT_SECONDS),
        memoryMegabytes: Number(properties["MemorySize"] ?? DEFAULT_MEMORY_MEGABYTES),
        ...(reserved === undefined ? {} : { reservedConcurrency: Number(reserved) }),
      };
    });
}

function variablesOf(
  properties: Readonly<Record<string, unknown>>,
  { localUrl }: FunctionSurroundings,
): Readonly<Record<string, string>> {
  const { Variables: variables = {} } = (properties["Environment"] ?? {}) as {
    readonly Variables?: Readonly<Record<string, unknown>>;
  };
  const logging = (properties["LoggingConfig"] ?? {}) as Readonly<Record<string, string>>;
  return {
    ...(logging["ApplicationLogLevel"] !== undefined && {
      AWS_LAMBDA_LOG_LEVEL: logging["ApplicationLogLevel"],
    }),
    ...(logging["LogFormat"] !== undefined && { AWS_LAMBDA_LOG_FORMAT: logging["LogFormat"] }),
    ...Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, localUrl(String(value))]),
    ),
  };
}
