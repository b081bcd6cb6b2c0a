import { Stack } from "aws-cdk-lib";
import type { IDistribution } from "aws-cdk-lib/aws-cloudfront";
import type { Bucket, CfnBucket, IBucket } from "aws-cdk-lib/aws-s3";
import { BucketDeployment, CacheControl, Source } from "aws-cdk-lib/aws-s3-deployment";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import type { Foundation } from "../foundation.ts";
import { PlatformLogGroup } from "./platform-log-group.ts";

export interface StaticFilesProps {
  readonly bucket: Bucket;
  readonly folder: string;
  readonly distribution: IDistribution;
  readonly foundation: Foundation;
}

/** Uploads a folder to a bucket at each deployment and empties CloudFront's cache of it. */
export class StaticFiles extends Construct {
  constructor(scope: Construct, id: string, props: StaticFilesProps) {
    super(scope, id);
    new BucketDeployment(this, "Upload", {
      sources: [Source.asset(props.folder)],
      destinationBucket: props.bucket as IBucket,
      distribution: props.distribution,
      distributionPaths: ["/*"],
      cacheControl: [CacheControl.fromString("public, max-age=60")],
      logGroup: new PlatformLogGroup(this, "Log", props.foundation),
    });
    acknowledgeUploader(Stack.of(this), props.bucket);
  }
}

const BASIC_EXECUTION = "service-role/AWSLambdaBasicExecutionRole";
const ASSETS = "arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>";

/** CDK itself makes the function that uploads, with its role and runtime. */
function acknowledgeUploader(stack: Stack, bucket: Bucket): void {
  const uploader = stack.node.children.find(({ node }) =>
    node.id.startsWith("Custom::CDKBucketDeployment"),
  );
  if (!uploader) throw new Error("CDK made no uploader of static files.");
  const bucketId = stack.getLogicalId(bucket.node.defaultChild as CfnBucket);
  acknowledge(
    uploader,
    "CDK's own uploader: it runs during deployments only, reads the assets and writes the bucket of public pages.",
    "AwsSolutions-L1",
    `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${BASIC_EXECUTION}]`,
    "AwsSolutions-IAM5[Action::s3:GetBucket*]",
    "AwsSolutions-IAM5[Action::s3:GetObject*]",
    "AwsSolutions-IAM5[Action::s3:List*]",
    "AwsSolutions-IAM5[Action::s3:Abort*]",
    "AwsSolutions-IAM5[Action::s3:DeleteObject*]",
    `AwsSolutions-IAM5[Resource::${ASSETS}/*]`,
    `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/*]`,
    // Emptying CloudFront's cache.
    "AwsSolutions-IAM5[Resource::*]",
  );
}
