import type { Assembly } from "./template.ts";

/** What the local platform does with resources of a type: runs a part for it, or leaves it out for a reason. */
type Treatment = "run" | { readonly ignoredBecause: string };

const because = (ignoredBecause: string): Treatment => ({ ignoredBecause });

const BETWEEN_SERVICES = because("services call each other freely on one machine");
const MONITORING = because("nobody is paged by a development machine");
const POLICY = because("everything listens on 127.0.0.1 only");

/** Every resource type that may stand in a template. A type that is missing here stops the start: nothing is left out unseen. */
const KNOWN_RESOURCES: Readonly<Record<string, Treatment>> = {
  "AWS::ApiGatewayV2::Api": "run",
  "AWS::ApiGatewayV2::Integration": "run",
  "AWS::ApiGatewayV2::Route": "run",
  "AWS::ApiGatewayV2::RouteResponse": "run",
  "AWS::ApiGatewayV2::Stage": "run",
  "AWS::CloudFront::Distribution": "run",
  "AWS::CloudFront::Function": "run",
  "AWS::CloudFront::OriginAccessControl": POLICY,
  "AWS::CloudFront::OriginRequestPolicy": "run",
  "AWS::CloudFront::ResponseHeadersPolicy": "run",
  "AWS::Cognito::UserPool": "run",
  "AWS::Cognito::UserPoolClient": "run",
  "AWS::Cognito::ManagedLoginBranding": because("the local sign-in page has a look of its own"),
  "AWS::Cognito::UserPoolDomain": "run",
  "AWS::Cognito::UserPoolGroup": "run",
  "AWS::Cognito::UserPoolRiskConfigurationAttachment": because(
    "the local sign-in slows guesses down and knows leaked passwords by itself",
  ),
  "AWS::Cognito::UserPoolResourceServer": "run",
  "AWS::DynamoDB::GlobalTable": "run",
  "AWS::DynamoDB::Table": "run",
  "AWS::Events::Archive": because("nothing is replayed here"),
  "AWS::Events::EventBus": "run",
  "AWS::Events::EventBusPolicy": POLICY,
  "AWS::Events::Rule": "run",
  "AWS::IAM::ManagedPolicy": "run",
  "AWS::IAM::Policy": "run",
  "AWS::IAM::Role": "run",
  "AWS::KMS::Alias": "run",
  "AWS::KMS::Key": "run",
  "AWS::Lambda::EventInvokeConfig": "run",
  "AWS::Lambda::EventSourceMapping": "run",
  "AWS::Lambda::Function": "run",
  "AWS::S3::Bucket": "run",
  "AWS::SecretsManager::ResourcePolicy": "run",
  "AWS::SecretsManager::Secret": "run",
  "AWS::SQS::Queue": "run",
  "AWS::SQS::QueuePolicy": "run",
  "Custom::CDKBucketDeployment": "run",

  "AWS::ApiGateway::Account": because("it is a setting of the account"),
  "AWS::ApiGatewayV2::Deployment": because("a change is in force with the next start"),
  "AWS::CDK::Metadata": because("it only counts constructs"),
  "AWS::CertificateManager::Certificate": because("the local certificate is made in the data dir"),
  "AWS::CloudWatch::Alarm": MONITORING,
  "AWS::CloudWatch::CompositeAlarm": MONITORING,
  "AWS::CloudWatch::Dashboard": MONITORING,
  "AWS::Lambda::LayerVersion": because("the bundles carry what they need; only CDK's own use it"),
  "AWS::Lambda::Permission": BETWEEN_SERVICES,
  "AWS::Logs::LogGroup": because("functions write into the data dir's logs"),
  "AWS::Logs::MetricFilter": MONITORING,
  "AWS::Logs::ResourcePolicy": BETWEEN_SERVICES,
  "AWS::Route53::RecordSet": because("the names are localhost"),
  "AWS::S3::BucketPolicy": POLICY,
  "AWS::SecretsManager::RotationSchedule": because("a secret lives as long as the data dir"),
  "AWS::SNS::Subscription": MONITORING,
  "AWS::SNS::Topic": MONITORING,
  "AWS::SNS::TopicPolicy": MONITORING,
  "AWS::WAFv2::LoggingConfiguration": MONITORING,
  "AWS::WAFv2::WebACL": because("requests come from this machine only"),
  "AWS::WAFv2::WebACLAssociation": because("requests come from this machine only"),
  "AWS::XRay::ResourcePolicy": BETWEEN_SERVICES,
  "Custom::LogRetention": because("log files rotate by size"),
  "Custom::S3AutoDeleteObjects": because("the data dir is deleted by hand"),
};

/** Throws one sentence for the first resource whose type the table does not have. */
export function assertKnownResources(assembly: Assembly): void {
  for (const stack of assembly.stacks) {
    for (const [logicalId, { Type }] of Object.entries(stack.template.Resources ?? {})) {
      if (Object.hasOwn(KNOWN_RESOURCES, Type)) continue;
      throw new Error(
        `The resource ${logicalId} of the type ${Type} in the stack ${stack.stackName} is not known here: say in local/assembly/known-resources.ts what the local platform does with it.`,
      );
    }
  }
}
