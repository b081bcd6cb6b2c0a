import { Duration } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { PlatformFunction } from "./constructs/platform-function.ts";
import type { DataStack } from "./data-stack.ts";
import type { Foundation } from "./foundation.ts";

interface Props {
  readonly foundation: Foundation;
  readonly data: DataStack;
}

/** Queues each domain event for the webhooks of its operator that want it. */
export function addWebhookQueue(
  scope: Construct,
  { foundation, data, failures }: Props & { readonly failures: IQueue },
) {
  const handler = new PlatformFunction(scope, "events-queue-webhooks", {
    foundation,
    tables: { Directory: ["read", "write"] },
  });
  handler.setVariable("WEBHOOK_QUEUE_URL", data.webhookDeliveries.queueUrl);
  handler.allow("sqs:SendMessage", data.webhookDeliveries.queueArn);
  new Rule(scope, "QueueWebhooks", {
    description: "Queues domain events for webhooks",
    eventBus: data.bus,
    eventPattern: { source: ["chargeward"] },
    targets: [
      new LambdaFunction(handler.lambda, {
        deadLetterQueue: failures,
        retryAttempts: 20,
        maxEventAge: Duration.hours(6),
      }),
    ],
  });
  return handler;
}

/** Sends what is due to the webhooks: the only function that opens their secrets, and that calls strangers. */
export function addWebhookDelivery(scope: Construct, { foundation, data }: Props) {
  const handler = new PlatformFunction(scope, "events-deliver-webhooks", {
    foundation,
    tables: { Directory: ["lookup", "write"], Security: ["update"] },
    timeoutSeconds: 30,
  });
  handler.setVariable("CREDENTIAL_KEY_ARN", data.credentialKey.keyArn);
  data.credentialKey.allowOpening(handler.lambda, "webhook");
  handler.setVariable("WEBHOOKS_TO_LOOPBACK", foundation.settings.webhooksToLoopback);
  handler.setVariable("WEBHOOK_QUEUE_URL", data.webhookDeliveries.queueUrl);
  handler.allow("sqs:SendMessage", data.webhookDeliveries.queueArn);
  handler.lambda.addEventSource(
    new SqsEventSource(data.webhookDeliveries, {
      batchSize: 10,
      reportBatchItemFailures: true,
      // Slow receivers take up so many environments and no more.
      maxConcurrency: 20,
    }),
  );
  return handler;
}
