import type { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { PlatformFunction } from "./platform-function.ts";

export interface ScheduleProps {
  readonly id: string;
  readonly description: string;
  readonly every: Duration;
  readonly failures: IQueue;
}

/** Wakes a function by the clock; a run that failed is tried once more, within the interval, and then told. */
export function onSchedule(handler: PlatformFunction, props: ScheduleProps): void {
  const { id, description, every, failures } = props;
  handler.lambda.configureAsyncInvoke({
    retryAttempts: 1,
    maxEventAge: every,
    onFailure: new SqsDestination(failures),
  });
  new Rule(handler.node.scope ?? handler, id, {
    description,
    schedule: Schedule.rate(every),
    targets: [
      new LambdaFunction(handler.lambda, {
        deadLetterQueue: failures,
        retryAttempts: 2,
        maxEventAge: every,
      }),
    ],
  });
}
