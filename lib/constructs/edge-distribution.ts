import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  type BehaviorOptions,
  Distribution,
  HttpVersion,
  SecurityPolicyProtocol,
} from "aws-cdk-lib/aws-cloudfront";
import type { Bucket, IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";

export interface EdgeDistributionProps {
  readonly comment: string;
  readonly defaultBehavior: BehaviorOptions;
  readonly additionalBehaviors?: Readonly<Record<string, BehaviorOptions>>;
  readonly host?: { readonly name: string; readonly certificateArn: string };
  readonly webAclArn?: string | undefined;
  readonly logs: Bucket;
}

/** A CloudFront distribution as both hostnames use it: TLS 1.2 or newer, logged, never HTTP/3. */
export class EdgeDistribution extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: EdgeDistributionProps) {
    super(scope, id);
    this.distribution = new Distribution(this, "Distribution", {
      comment: props.comment,
      defaultBehavior: props.defaultBehavior,
      ...(props.additionalBehaviors && { additionalBehaviors: props.additionalBehaviors }),
      // Client certificates and HTTP/3 exclude each other.
      httpVersion: HttpVersion.HTTP2,
      // CDK's classes do not fit its own interfaces under exactOptionalPropertyTypes.
      logBucket: props.logs as IBucket,
      logFilePrefix: `${id.toLowerCase()}/`,
      ...(props.webAclArn && { webAclId: props.webAclArn }),
      ...(props.host && {
        domainNames: [props.host.name],
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        certificate: Certificate.fromCertificateArn(this, "Certificate", props.host.certificateArn),
      }),
    });
    this.#acknowledgeChoices(props);
  }

  #acknowledgeChoices(props: EdgeDistributionProps): void {
    acknowledge(this, "Drivers roam; no country is shut out.", "AwsSolutions-CFR1");
    if (!props.webAclArn) {
      const reason =
        "A firewall lives in us-east-1 and is named by the context webAclArn (docs/deploy.md).";
      acknowledge(this, reason, "AwsSolutions-CFR2");
    }
    if (!props.host) {
      const reason =
        "CloudFront's own certificate fixes the TLS policy; with the context domain it is TLS 1.2 of 2021.";
      acknowledge(this, reason, "AwsSolutions-CFR4");
    }
  }
}
