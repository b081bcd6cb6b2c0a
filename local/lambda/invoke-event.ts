import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Resolver } from "../assembly/resolver.ts";
import type { Properties } from "../assembly/template.ts";
import type { Invoke, SendToQueue, WriteLog } from "../services.ts";
import { FunctionError } from "./function-error.ts";

export interface EventInvocationOptions {
  readonly resolver: Resolver;
  readonly invoke: Invoke;
  readonly sendToQueue: SendToQueue;
  readonly writeLog: WriteLog;
  /** AWS waits a minute, then two; here a second, then two. */
  readonly firstPauseMs?: number;
}

interface EventInvokeConfig {
  readonly maximumRetryAttempts: number;
  readonly onFailureQueueArn?: string;
}

/** What Lambda does with an asynchronous invocation unless the function is configured otherwise. */
const DEFAULT_RETRY_ATTEMPTS = 2;

/**
 * Makes the asynchronous ("Event") way to invoke a function: an error of the function is retried, and what still fails goes to the
 * function's own failure destination. It throws only when there is none, or when the function could not be reached at all.
 */
export function eventInvocation(options: EventInvocationOptions): Invoke {
  const configs = eventInvokeConfigs(options.resolver);
  return async (functionArn, event) => {
    const config = configs.get(functionArn) ?? { maximumRetryAttempts: DEFAULT_RETRY_ATTEMPTS };
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await options.invoke(functionArn, event);
      } catch (error) {
        if (!(error instanceof FunctionError)) throw error;
        options.writeLog(`event for ${functionArn}: ${error.errorType}: ${error.message}`);
        if (attempt >= config.maximumRetryAttempts) {
          if (config.onFailureQueueArn === undefined) throw error;
          const report = failureReport(functionArn, event, error, attempt + 1);
          await options.sendToQueue(config.onFailureQueueArn, JSON.stringify(report));
          return undefined;
        }
      }
      await pause((options.firstPauseMs ?? 1_000) * 2 ** attempt);
    }
  };
}

function eventInvokeConfigs(resolver: Resolver): ReadonlyMap<string, EventInvokeConfig> {
  const configs = resolver.resources("AWS::Lambda::EventInvokeConfig");
  return new Map(
    resolver.resources("AWS::Lambda::Function").map((resource) => {
      const config = configs.find(
        ({ properties }) => properties["FunctionName"] === resource.physicalName,
      );
      const destination = config?.properties["DestinationConfig"] as
        | { readonly OnFailure?: { readonly Destination: string } }
        | undefined;
      const deadLetter = resource.properties["DeadLetterConfig"] as Properties | undefined;
      const queueArn = destination?.OnFailure?.Destination ?? deadLetter?.["TargetArn"];
      return [
        resource.attribute("Arn"),
        {
          maximumRetryAttempts: Number(
            config?.properties["MaximumRetryAttempts"] ?? DEFAULT_RETRY_ATTEMPTS,
          ),
          ...(queueArn === undefined ? {} : { onFailureQueueArn: String(queueArn) }),
        },
      ];
    }),
  );
}

function failureReport(
  functionArn: string,
  event: unknown,
  error: FunctionError,
  attempts: number,
): Readonly<Record<string, unknown>> {
  return {
    version: "1.0",
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: randomUUID(),
      functionArn: `${functionArn}:$LATEST`,
      condition: "RetriesExhausted",
      approximateInvokeCount: attempts,
    },
    requestPayload: event,
    responseContext: {
      statusCode: 200,
      executedVersion: "$LATEST",
      functionError: "Unhandled",
    },
    responsePayload: {
      errorType: error.errorType,
      errorMessage: error.message,
      trace: error.trace,
    },
  };
}
