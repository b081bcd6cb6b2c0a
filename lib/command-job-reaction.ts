import { Duration } from "aws-cdk-lib";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";
import { bindVault } from "./constructs/bind-vault.ts";
import { onDomainEvents } from "./constructs/on-domain-events.ts";
import { PlatformFunction } from "./constructs/platform-function.ts";
import type { ReactionProps } from "./reaction-props.ts";

/** Gives the chargers of jobs their commands, part by part, and counts how they end. */
export function addCommandJobs(scope: Construct, props: ReactionProps): PlatformFunction {
  const { foundation, data, failures } = props;
  const handler = new PlatformFunction(scope, "events-run-command-jobs", {
    foundation,
    tables: { Fleet: ["lookup", "write"] },
    timeoutSeconds: 30,
  });
  bindVault(handler, foundation, data.vaultKey);
  handler.setVariable("COMMAND_JOB_QUEUE_URL", data.commandJobs.queueUrl);
  handler.allow("sqs:SendMessage", data.commandJobs.queueArn);
  onDomainEvents(handler, {
    id: "RunCommandJobs",
    description: "Begins jobs that command many chargers, and counts how commands of them end",
    bus: data.bus,
    patterns: [
      { detailType: ["CommandJobStarted"] },
      { detailType: ["CommandFinished"], detail: { commandJobId: [{ exists: true }] } },
    ],
    failures,
    maxEventAge: Duration.hours(1),
  });
  handler.lambda.addEventSource(
    new SqsEventSource(data.commandJobs, { batchSize: 1, reportBatchItemFailures: true }),
  );
  return handler;
}
