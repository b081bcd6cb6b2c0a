import { Duration, RemovalPolicy } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import type { Stage } from "../settings.ts";

/** How long nobody can delete what was sealed; in `prod` not even the account's owner. */
const RETENTION_DAYS: Readonly<Record<Stage, number>> = { dev: 1, prod: 3_650 };

/** The sealed copy of the audit journal: what is put here stays as it is until its time is over. */
export class AuditBucket extends Bucket {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly stage: Stage; readonly encryptionKey: IKey },
  ) {
    const retention = Duration.days(RETENTION_DAYS[props.stage]);
    super(scope, id, {
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention:
        props.stage === "prod"
          ? ObjectLockRetention.compliance(retention)
          : ObjectLockRetention.governance(retention),
      encryption: BucketEncryption.KMS,
      encryptionKey: props.encryptionKey,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this,
      "Who reads it is in CloudTrail's data events; a bucket of access logs would prove nothing more about copies that cannot be changed.",
      "AwsSolutions-S1",
    );
  }
}
