import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
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
import type { PlatformFunction } from "./platform-function.ts";
import { grantKeyThrough } from "./table-grants.ts";

/** The operator in the tags of a REST function's session (tenant-role.ts). */
const OWN_OPERATOR = `\${aws:PrincipalTag/operatorId}`;

/** How long nobody can delete what was sealed; in `prod` not even the account's owner. */
const RETENTION_DAYS: Readonly<Record<Stage, number>> = { dev: 1, prod: 3_650 };

/** The sealed copy of the audit journal: what is put here stays as it is until its time is over. */
export class AuditBucket extends Bucket {
  readonly #key: IKey;

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
    this.#key = props.encryptionKey;
    acknowledge(
      this,
      "Who reads it is in CloudTrail's data events; a bucket of access logs would prove nothing more about copies that cannot be changed.",
      "AwsSolutions-S1",
    );
  }

  /** Lets a function put copies, and see what is there; it can neither change nor delete one. */
  allowSealing(handler: PlatformFunction): void {
    handler.setVariable("AUDIT_BUCKET", this.bucketName);
    handler.allow("s3:PutObject", this.arnForObjects("*"));
    handler.allow("s3:GetObject", this.arnForObjects("*"));
    handler.allow("s3:ListBucket", this.bucketArn);
    grantKeyThrough(handler.lambda, this.#key, "s3", ["kms:Decrypt", "kms:GenerateDataKey"]);
    this.#accept(handler, "*", "It seals the journals of all operators, page by page.");
  }

  /** Lets the session of an operator read the operator's own anchors. */
  allowReadingAnchors(handler: PlatformFunction, role: IGrantable): void {
    const anchors = `${OWN_OPERATOR}/anchors/`;
    handler.setVariable("AUDIT_BUCKET", this.bucketName);
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ["s3:GetObject"],
        resources: [this.arnForObjects(`${anchors}*`)],
      }),
    );
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ["s3:ListBucket"],
        resources: [this.bucketArn],
        conditions: { StringEquals: { "s3:prefix": anchors } },
      }),
    );
    grantKeyThrough(role, this.#key, "s3", ["kms:Decrypt"]);
    this.#accept(handler, `${anchors}*`, "There is one anchor a day, of the session's operator.");
  }

  /** cdk-nag writes a bucket of another stack as the name of its export, and a variable in angle brackets. */
  #accept(handler: PlatformFunction, objects: string, reason: string): void {
    const home = Stack.of(this);
    const arn = home.resolve(home.exportValue(this.bucketArn))["Fn::ImportValue"];
    const reported = objects.replaceAll(/\$\{([^}]+)\}/g, "<$1>");
    acknowledge(handler, reason, `AwsSolutions-IAM5[Resource::${arn}/${reported}]`);
  }
}
