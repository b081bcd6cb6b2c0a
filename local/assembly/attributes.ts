import { physicalName, stableId, stableUuid } from "./physical-name.ts";
import { arnOf, globalArnOf, PLACE } from "./place.ts";
import type { Properties, ResourceAddress } from "./template.ts";

type Value = (address: ResourceAddress, properties: Properties) => string;

const named =
  (service: string, prefix = ""): Value =>
  (address, properties) =>
    arnOf(service, `${prefix}${physicalName(address, properties)}`);

const apiId: Value = (address) => stableId(address, 10);
const poolId: Value = (address) => `${PLACE.region}_${stableId(address, 9)}`;
const domainName: Value = (address) => `${stableId(address, 13)}.cloudfront.net`;
const queueUrl: Value = (address, properties) =>
  `https://sqs.${PLACE.region}.${PLACE.urlSuffix}/${PLACE.accountId}/${physicalName(address, properties)}`;
const roleArn: Value = (address, properties) =>
  globalArnOf("iam", `role/${physicalName(address, properties)}`);

/** What `Ref` gives, where that is not the physical name. */
const REFERENCES: Readonly<Record<string, Value>> = {
  "AWS::ApiGatewayV2::Api": apiId,
  "AWS::ApiGatewayV2::Integration": (address) => stableId(address, 7),
  "AWS::ApiGatewayV2::Route": (address) => stableId(address, 7),
  "AWS::ApiGatewayV2::Stage": (_, properties) => String(properties["StageName"]),
  "AWS::CloudFront::Distribution": (address) => stableId(address, 13).toUpperCase(),
  "AWS::CloudFront::Function": named("cloudfront", "function/"),
  "AWS::CloudFront::OriginAccessControl": (address) => stableId(address, 13).toUpperCase(),
  "AWS::CloudFront::ResponseHeadersPolicy": stableUuid,
  "AWS::Cognito::UserPool": poolId,
  "AWS::Cognito::UserPoolClient": (address) => stableId(address, 26),
  "AWS::Cognito::UserPoolDomain": (_, properties) => String(properties["Domain"]),
  "AWS::Cognito::UserPoolGroup": (_, properties) => String(properties["GroupName"]),
  "AWS::Cognito::UserPoolResourceServer": (_, properties) => String(properties["Identifier"]),
  "AWS::KMS::Key": stableUuid,
  "AWS::Lambda::EventSourceMapping": stableUuid,
  "AWS::SecretsManager::Secret": named("secretsmanager", "secret:"),
  "AWS::SNS::Topic": named("sns"),
  "AWS::SQS::Queue": queueUrl,
  "AWS::WAFv2::WebACL": (address, properties) =>
    `${physicalName(address, properties)}|${stableUuid(address)}|${properties["Scope"]}`,
};

/** What `Fn::GetAtt` gives, by type and attribute. */
const ATTRIBUTES: Readonly<Record<string, Value>> = {
  "AWS::ApiGatewayV2::Api.ApiEndpoint": (address, properties) =>
    `${properties["ProtocolType"] === "WEBSOCKET" ? "wss" : "https"}://${apiId(address, properties)}.execute-api.${PLACE.region}.${PLACE.urlSuffix}`,
  "AWS::ApiGatewayV2::Api.ApiId": apiId,
  "AWS::CloudFront::Distribution.DomainName": domainName,
  "AWS::CloudFront::Distribution.Id": (address) => stableId(address, 13).toUpperCase(),
  "AWS::CloudFront::Function.FunctionARN": named("cloudfront", "function/"),
  "AWS::CloudFront::OriginAccessControl.Id": (address) => stableId(address, 13).toUpperCase(),
  "AWS::Cognito::UserPool.Arn": (address, properties) =>
    arnOf("cognito-idp", `userpool/${poolId(address, properties)}`),
  "AWS::Cognito::UserPool.ProviderName": (address, properties) =>
    `cognito-idp.${PLACE.region}.${PLACE.urlSuffix}/${poolId(address, properties)}`,
  "AWS::Cognito::UserPool.ProviderURL": (address, properties) =>
    `https://cognito-idp.${PLACE.region}.${PLACE.urlSuffix}/${poolId(address, properties)}`,
  "AWS::Cognito::UserPool.UserPoolId": poolId,
  "AWS::Cognito::UserPoolClient.ClientId": (address) => stableId(address, 26),
  "AWS::DynamoDB::GlobalTable.Arn": named("dynamodb", "table/"),
  "AWS::DynamoDB::GlobalTable.StreamArn": (address, properties) =>
    arnOf("dynamodb", `table/${physicalName(address, properties)}/stream/local`),
  "AWS::DynamoDB::Table.Arn": named("dynamodb", "table/"),
  "AWS::DynamoDB::Table.StreamArn": (address, properties) =>
    arnOf("dynamodb", `table/${physicalName(address, properties)}/stream/local`),
  "AWS::Events::Archive.Arn": named("events", "archive/"),
  "AWS::Events::EventBus.Arn": named("events", "event-bus/"),
  "AWS::Events::EventBus.Name": physicalName,
  "AWS::Events::Rule.Arn": named("events", "rule/"),
  "AWS::IAM::Role.Arn": roleArn,
  "AWS::IAM::Role.RoleId": (address) => stableId(address, 20).toUpperCase(),
  "AWS::KMS::Key.Arn": (address) => arnOf("kms", `key/${stableUuid(address)}`),
  "AWS::KMS::Key.KeyId": stableUuid,
  "AWS::Lambda::Function.Arn": named("lambda", "function:"),
  "AWS::Logs::LogGroup.Arn": (address, properties) =>
    arnOf("logs", `log-group:${physicalName(address, properties)}:*`),
  "AWS::S3::Bucket.Arn": (address, properties) =>
    `arn:${PLACE.partition}:s3:::${physicalName(address, properties)}`,
  "AWS::S3::Bucket.DomainName": (address, properties) =>
    `${physicalName(address, properties)}.s3.${PLACE.urlSuffix}`,
  "AWS::S3::Bucket.RegionalDomainName": (address, properties) =>
    `${physicalName(address, properties)}.s3.${PLACE.region}.${PLACE.urlSuffix}`,
  "AWS::SecretsManager::Secret.Id": named("secretsmanager", "secret:"),
  "AWS::SNS::Topic.TopicArn": named("sns"),
  "AWS::SNS::Topic.TopicName": physicalName,
  "AWS::SQS::Queue.Arn": named("sqs"),
  "AWS::SQS::Queue.QueueName": physicalName,
  "AWS::SQS::Queue.QueueUrl": queueUrl,
  "AWS::WAFv2::WebACL.Arn": (address, properties) =>
    arnOf(
      "wafv2",
      `${properties["Scope"] === "REGIONAL" ? "regional" : "global"}/webacl/${physicalName(address, properties)}/${stableUuid(address)}`,
    ),
};

/** The value of a `Ref` to a resource. */
export function referenceTo(address: ResourceAddress, properties: Properties): string {
  return (REFERENCES[address.resource.Type] ?? physicalName)(address, properties);
}

/** The value of a resource's attribute; throws a sentence that names one which has no local value. */
export function attributeOf(
  address: ResourceAddress,
  properties: Properties,
  attribute: string,
): string {
  const value = ATTRIBUTES[`${address.resource.Type}.${attribute}`];
  if (value === undefined) {
    throw new Error(
      `The attribute ${attribute} of ${address.logicalId} (${address.resource.Type}) in the stack ${address.stack.stackName} has no local value: add it to local/assembly/attributes.ts.`,
    );
  }
  return value(address, properties);
}
