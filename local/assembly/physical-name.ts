import { createHash } from "node:crypto";
import type { Properties, ResourceAddress } from "./template.ts";

/** The property by which a template may name a resource itself. */
const NAME_PROPERTY: Readonly<Record<string, string>> = {
  "AWS::DynamoDB::Table": "TableName",
  "AWS::DynamoDB::GlobalTable": "TableName",
  "AWS::Events::EventBus": "Name",
  "AWS::Events::Rule": "Name",
  "AWS::KMS::Alias": "AliasName",
  "AWS::Lambda::Function": "FunctionName",
  "AWS::Logs::LogGroup": "LogGroupName",
  "AWS::S3::Bucket": "BucketName",
  "AWS::SecretsManager::Secret": "Name",
  "AWS::SQS::Queue": "QueueName",
};

/** The name that a resource has here, the same on every start: the template's own, else made of stack and logical id. */
export function physicalName(address: ResourceAddress, properties: Properties): string {
  const { Type } = address.resource;
  const given = properties[NAME_PROPERTY[Type] ?? ""];
  if (typeof given === "string") return given;
  const name = `${address.stack.stackName}-${address.logicalId}`;
  if (Type === "AWS::S3::Bucket") return name.toLowerCase();
  if (Type === "AWS::SQS::Queue" && properties["FifoQueue"] === true) return `${name}.fifo`;
  return name;
}

/** An id as AWS would draw it at random, derived from stack and logical id so that it survives restarts. */
export function stableId(address: ResourceAddress, length: number): string {
  const digest = createHash("sha256")
    .update(`${address.stack.stackName}/${address.logicalId}`)
    .digest("hex");
  return BigInt(`0x${digest}`).toString(36).slice(0, length);
}

/** The same in the form of a UUID, which KMS uses. */
export function stableUuid(address: ResourceAddress): string {
  const hex = createHash("sha256")
    .update(`${address.stack.stackName}/${address.logicalId}`)
    .digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
