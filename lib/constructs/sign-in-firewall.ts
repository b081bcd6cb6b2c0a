import type { IUserPool } from "aws-cdk-lib/aws-cognito";
import { CfnWebACL, CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2";
import { Construct } from "constructs";

/** Five minutes of requests from one address. A sign-in takes about ten, and an office shares an address. */
const REQUESTS_PER_SOURCE = 500;

/**
 * The firewall before the sign-in of every pool: its pages, its token endpoint and its public API. It counts requests of
 * a source over all accounts, which Cognito does not. Unlike CloudFront's it lives in the Region of the pools.
 */
export class SignInFirewall extends Construct {
  constructor(scope: Construct, id: string, pools: Readonly<Record<string, IUserPool>>) {
    super(scope, id);
    const acl = new CfnWebACL(this, "WebAcl", {
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig: visibility("SignIn"),
      rules: [
        {
          name: "SourceRate",
          priority: 0,
          action: { block: {} },
          statement: {
            rateBasedStatement: { limit: REQUESTS_PER_SOURCE, aggregateKeyType: "IP" },
          },
          visibilityConfig: visibility("SignInSourceRate"),
        },
      ],
    });
    for (const [name, pool] of Object.entries(pools)) {
      new CfnWebACLAssociation(this, name, {
        resourceArn: pool.userPoolArn,
        webAclArn: acl.attrArn,
      });
    }
  }
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}
