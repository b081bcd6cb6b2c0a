import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import type { Stage } from "../settings.ts";

/** What CloudFront writes down of each request; it never holds headers, so no credentials. */
export class EdgeLogBucket extends Bucket {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // CloudFront's log delivery still writes by access-control list.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ expiration: Duration.days(stage === "prod" ? 365 : 30) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this,
      "It is where logs go; logging the log bucket into itself would never end.",
      "AwsSolutions-S1",
    );
  }
}
