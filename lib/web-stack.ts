import { CfnOutput, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  FunctionEventType,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { EdgeDistribution } from "./constructs/edge-distribution.ts";
import { EdgeFunction } from "./constructs/edge-function.ts";
import { SecurityHeaders } from "./constructs/security-headers.ts";
import { StaticFiles } from "./constructs/static-files.ts";
import { pagesPolicy, portalPolicy } from "./content-security-policies.ts";
import type { DataStack } from "./data-stack.ts";
import type { Foundation } from "./foundation.ts";
import type { RestStack } from "./rest-stack.ts";

export interface WebStackProps {
  readonly foundation: Foundation;
  readonly data: DataStack;
  readonly rest: RestStack;
}

/** People's door: static pages from S3 and the REST API under one hostname, so that no request is cross-origin. */
export class WebStack extends Stack {
  /** Where people and programs reach the platform. */
  readonly appUrl: string;

  constructor(scope: Construct, id: string, { foundation, data, rest }: WebStackProps) {
    super(scope, id, { description: "Chargeward: web" });
    const { settings, build } = foundation;
    const bucket = this.#makeBucket();
    const signInOrigins = [
      ...new Set([...data.staffPool.signInOrigins, ...data.driverPool.signInOrigins]),
    ];
    const headers = new SecurityHeaders(this, "SecurityHeaders", pagesPolicy(signInOrigins));
    const pages = this.#staticPages(bucket, headers);
    const portalHeaders = new SecurityHeaders(this, "PortalHeaders", portalPolicy());
    const restApi = this.#restApi(rest, headers);
    const edge = new EdgeDistribution(this, "App", {
      comment: `Chargeward ${settings.stage}: people`,
      defaultBehavior: pages,
      additionalBehaviors: {
        "/v1/*": restApi,
        "/health": restApi,
        "/charge/*": { ...pages, responseHeadersPolicy: portalHeaders },
      },
      ...(settings.domain && {
        host: { name: settings.domain.appHost, certificateArn: settings.domain.appCertificateArn },
      }),
      webAclArn: settings.webAclArn,
      logs: data.edgeLogs,
    });
    const { distributionDomainName } = edge.distribution;
    this.appUrl = `https://${settings.domain?.appHost ?? distributionDomainName}`;
    new CfnOutput(this, "AppHost", { value: distributionDomainName });
    new StaticFiles(this, "StaticFiles", {
      bucket,
      folder: build.webFolder(),
      distribution: edge.distribution,
      foundation,
    });
  }

  #makeBucket(): Bucket {
    const bucket = new Bucket(this, "Pages", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      bucket,
      "CloudFront alone reads these public pages, and its log says who asked.",
      "AwsSolutions-S1",
    );
    return bucket;
  }

  #staticPages(bucket: Bucket, headers: SecurityHeaders): BehaviorOptions {
    return {
      origin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: headers,
      functionAssociations: [
        {
          eventType: FunctionEventType.VIEWER_REQUEST,
          function: new EdgeFunction(this, "IndexFunction", "folder-index"),
        },
      ],
    };
  }

  #restApi(rest: RestStack, headers: SecurityHeaders): BehaviorOptions {
    const { region, urlSuffix } = Stack.of(this);
    return {
      origin: new HttpOrigin(`${rest.api.apiId}.execute-api.${region}.${urlSuffix}`, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      }),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: headers,
    };
  }
}
