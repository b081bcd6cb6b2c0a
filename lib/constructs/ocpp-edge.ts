import { SecretValue, Stack } from "aws-cdk-lib";
import type { IWebSocketApi } from "aws-cdk-lib/aws-apigatewayv2";
import {
  AllowedMethods,
  CachePolicy,
  FunctionEventType,
  OriginProtocolPolicy,
  OriginSslPolicy,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { Construct } from "constructs";
import type { DataStack } from "../data-stack.ts";
import type { Foundation } from "../foundation.ts";
import { ChargerOriginPolicy } from "./charger-origin-policy.ts";
import { EdgeDistribution } from "./edge-distribution.ts";
import { EdgeFunction } from "./edge-function.ts";
import { askForCertificates } from "./viewer-certificates.ts";

export interface OcppEdgeProps {
  readonly api: IWebSocketApi;
  readonly stageName: string;
  readonly foundation: Foundation;
  readonly data: DataStack;
}

/** CloudFront before the WebSocket API: gives each charger its URL, and proves to `$connect` that it passed here. */
export class OcppEdge extends Construct {
  readonly hostName: string;

  constructor(scope: Construct, id: string, { api, stageName, foundation, data }: OcppEdgeProps) {
    super(scope, id);
    const { settings } = foundation;
    const { clientCertificates } = settings;
    const { region, urlSuffix } = Stack.of(this);
    const origin = new HttpOrigin(`${api.apiId}.execute-api.${region}.${urlSuffix}`, {
      originPath: `/${stageName}`,
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      customHeaders: {
        "x-chargeward-origin": originSecretReference(data, settings.originSecretVersion),
      },
    });
    const edge = new EdgeDistribution(this, "Ocpp", {
      comment: `Chargeward ${settings.stage}: chargers`,
      defaultBehavior: {
        origin,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: new ChargerOriginPolicy(this, "Forwarded", {
          withCertificates: clientCertificates.mode !== "off",
        }),
        functionAssociations: [
          {
            eventType: FunctionEventType.VIEWER_REQUEST,
            function: new EdgeFunction(this, "PathFunction", "ocpp-path"),
          },
        ],
      },
      ...(settings.domain && {
        host: {
          name: settings.domain.ocppHost,
          certificateArn: settings.domain.ocppCertificateArn,
        },
      }),
      webAclArn: settings.webAclArn,
      logs: data.edgeLogs,
    });
    if (clientCertificates.mode !== "off") {
      askForCertificates(this, edge.distribution, clientCertificates);
    }
    this.hostName = edge.distribution.distributionDomainName;
  }
}

/** The template holds a reference that CloudFormation resolves; the value itself is in no template or asset. */
function originSecretReference(data: DataStack, versionId: string | undefined): string {
  return SecretValue.secretsManager(
    data.originSecret.secretArn,
    versionId === undefined ? {} : { versionId },
  ).unsafeUnwrap();
}
