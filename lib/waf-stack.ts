import { CfnOutput, Stack } from "aws-cdk-lib";
import { CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import type { Construct } from "constructs";

/** The firewall before both hostnames. CloudFront takes one from us-east-1 only, hence a stack of its own. */
export class WafStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: "Chargeward: web application firewall of CloudFront",
      env: { region: "us-east-1" },
    });
    const acl = new CfnWebACL(this, "WebAcl", {
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      visibilityConfig: visibility("WebAcl"),
      rules: [
        managedRule("AWSManagedRulesAmazonIpReputationList", 0),
        managedRule("AWSManagedRulesKnownBadInputsRuleSet", 1),
        {
          name: "RateLimit",
          priority: 2,
          action: { block: {} },
          // High enough for a whole site of chargers that reconnects behind one address.
          statement: { rateBasedStatement: { limit: 10_000, aggregateKeyType: "IP" } },
          visibilityConfig: visibility("RateLimit"),
        },
        {
          name: "AdHocRateLimit",
          priority: 3,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: {
            rateBasedStatement: {
              // A car park behind one address, each of its visitors with a page that asks every second or two.
              limit: 3_000,
              aggregateKeyType: "IP",
              scopeDownStatement: startsWith("/v1/adhoc/"),
            },
          },
          visibilityConfig: visibility("AdHocRateLimit"),
        },
        botControl(4),
      ],
    });
    new CfnOutput(this, "WebAclArn", { value: acl.attrArn });
  }
}

function managedRule(name: string, priority: number): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
    visibilityConfig: visibility(name),
  };
}

/** Amazon's judgement of who is no browser, where drivers without an account come; chargers and programs are none, and right. */
function botControl(priority: number): CfnWebACL.RuleProperty {
  return {
    name: "AdHocBotControl",
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name: "AWSManagedRulesBotControlRuleSet",
        managedRuleGroupConfigs: [
          { awsManagedRulesBotControlRuleSet: { inspectionLevel: "COMMON" } },
        ],
        scopeDownStatement: startsWith("/v1/adhoc/"),
      },
    },
    visibilityConfig: visibility("AdHocBotControl"),
  };
}

function startsWith(path: string): CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: "STARTS_WITH",
      searchString: path,
      textTransformations: [{ priority: 0, type: "NORMALIZE_PATH" }],
    },
  };
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}
