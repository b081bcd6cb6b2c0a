import { RemovalPolicy } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { Stage } from "../settings.ts";

export interface PlatformLogGroupProps {
  readonly stage: Stage;
  readonly encryptionKey: IKey;
}

/** A log group that forgets: after 30 days in dev, after a year in prod, where it also outlives its stack. */
export class PlatformLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { stage, encryptionKey }: PlatformLogGroupProps) {
    super(scope, id, {
      encryptionKey,
      retention: stage === "prod" ? RetentionDays.ONE_YEAR : RetentionDays.ONE_MONTH,
      removalPolicy: stage === "prod" ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
