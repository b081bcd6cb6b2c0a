import { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption, type QueueProps } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";

/** A queue that is encrypted by SQS and reached by TLS only; its messages carry ids, so the shared key is enough. */
export class PlatformQueue extends Queue {
  constructor(scope: Construct, id: string, props: QueueProps = {}) {
    super(scope, id, { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, ...props });
  }
}

/** Where work ends that failed for good; an alarm watches each one. */
export class DeadLetterQueue extends PlatformQueue {
  constructor(scope: Construct, id: string) {
    super(scope, id, { retentionPeriod: Duration.days(14) });
    acknowledge(this, "This is a dead-letter queue itself.", "AwsSolutions-SQS3");
  }
}
