import type { Duration } from "aws-cdk-lib";
import { type EventBus, type EventPattern, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { PlatformFunction } from "./platform-function.ts";

export interface DomainEventsProps {
  readonly id: string;
  readonly description: string;
  readonly bus: EventBus;
  /** Types of domain events. */
  readonly events?: readonly string[];
  /** Where more than the type decides: a rule for each pattern. */
  readonly patterns?: readonly EventPattern[];
  readonly failures: IQueue;
  readonly maxEventAge: Duration;
}

/** Events of commands with one of these actions that are over. */
export const finishedCommands = (actions: readonly string[]): EventPattern => ({
  detailType: ["CommandFinished"],
  detail: { action: [...actions] },
});

/** Wakes a function by domain events; one that could not be delivered, or failed three times, is kept. */
export function onDomainEvents(handler: PlatformFunction, props: DomainEventsProps): void {
  const { id, description, bus, events = [], failures, maxEventAge } = props;
  const { patterns = [{ detailType: [...events] }] } = props;
  handler.lambda.configureAsyncInvoke({
    retryAttempts: 2,
    maxEventAge,
    onFailure: new SqsDestination(failures),
  });
  for (const [index, pattern] of patterns.entries()) {
    new Rule(handler.node.scope ?? handler, index === 0 ? id : `${id}${index + 1}`, {
      description,
      eventBus: bus,
      eventPattern: { source: ["chargeward"], ...pattern },
      targets: [
        new LambdaFunction(handler.lambda, {
          deadLetterQueue: failures,
          retryAttempts: 20,
          maxEventAge,
        }),
      ],
    });
  }
}
