import type { Duration } from "aws-cdk-lib";
import { type EventBus, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { PlatformFunction } from "./platform-function.ts";

export interface DomainEventsProps {
  readonly id: string;
  readonly description: string;
  readonly bus: EventBus;
  /** Types of domain events. */
  readonly events: readonly string[];
  /** Values that fields of the event must have. */
  readonly detail?: Readonly<Record<string, readonly string[]>>;
  readonly failures: IQueue;
  readonly maxEventAge: Duration;
}

/** Wakes a function by domain events; one that could not be delivered, or failed three times, is kept. */
export function onDomainEvents(handler: PlatformFunction, props: DomainEventsProps): void {
  const { id, description, bus, events, detail, failures, maxEventAge } = props;
  handler.lambda.configureAsyncInvoke({
    retryAttempts: 2,
    maxEventAge,
    onFailure: new SqsDestination(failures),
  });
  new Rule(handler.node.scope ?? handler, id, {
    description,
    eventBus: bus,
    eventPattern: {
      source: ["chargeward"],
      detailType: [...events],
      ...(detail && { detail }),
    },
    targets: [
      new LambdaFunction(handler.lambda, {
        deadLetterQueue: failures,
        retryAttempts: 20,
        maxEventAge,
      }),
    ],
  });
}
