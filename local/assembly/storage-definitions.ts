import type {
  BucketDefinition,
  KeyDefinition,
  QueueDefinition,
  SecretDefinition,
  TableDefinition,
} from "../services.ts";
import type { Resolver } from "./resolver.ts";
import type { Properties } from "./template.ts";

/** The templates' DynamoDB tables. */
export function tableDefinitions(resolver: Resolver): readonly TableDefinition[] {
  return resolver
    .resources("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")
    .map(({ physicalName, properties }) => {
      const stream = properties["StreamSpecification"] as
        | { readonly StreamViewType: NonNullable<TableDefinition["streamViewType"]> }
        | undefined;
      const ttl = properties["TimeToLiveSpecification"] as
        | { readonly AttributeName: string; readonly Enabled: boolean }
        | undefined;
      const wanted = properties as unknown as TableDefinition;
      return {
        tableName: physicalName,
        AttributeDefinitions: wanted.AttributeDefinitions,
        KeySchema: wanted.KeySchema,
        ...(wanted.GlobalSecondaryIndexes && {
          GlobalSecondaryIndexes: wanted.GlobalSecondaryIndexes,
        }),
        ...(stream && { streamViewType: stream.StreamViewType }),
        ...(ttl?.Enabled && { ttlAttributeName: ttl.AttributeName }),
      };
    });
}

/** Properties of a queue that are SQS attributes of the same name; the rest (encryption, tags) changes nothing here. */
const QUEUE_ATTRIBUTES = new Set([
  "ContentBasedDeduplication",
  "DelaySeconds",
  "FifoQueue",
  "MaximumMessageSize",
  "MessageRetentionPeriod",
  "ReceiveMessageWaitTimeSeconds",
  "RedrivePolicy",
  "VisibilityTimeout",
]);

/** The templates' queues, dead-letter queues before those that name them. */
export function queueDefinitions(resolver: Resolver): readonly QueueDefinition[] {
  return resolver
    .resources("AWS::SQS::Queue")
    .map((queue) => ({
      name: queue.physicalName,
      arn: queue.attribute("Arn"),
      attributes: Object.fromEntries(
        Object.entries(queue.properties)
          .filter(([property]) => QUEUE_ATTRIBUTES.has(property))
          .map(([property, value]) => [
            property,
            typeof value === "object" ? JSON.stringify(value) : String(value),
          ]),
      ),
    }))
    .sort((one, other) => redrives(one) - redrives(other));
}

function redrives({ attributes }: QueueDefinition): number {
  return attributes["RedrivePolicy"] === undefined ? 0 : 1;
}

/** The templates' secrets. */
export function secretDefinitions(resolver: Resolver): readonly SecretDefinition[] {
  return resolver
    .resources("AWS::SecretsManager::Secret")
    .map(({ physicalName, ref, properties }) => ({
      name: physicalName,
      arn: ref,
      ...(properties["SecretString"] === undefined
        ? { generate: (properties["GenerateSecretString"] ?? {}) as Properties }
        : { secretString: String(properties["SecretString"]) }),
    }));
}

/** The templates' KMS keys with their aliases. */
export function keyDefinitions(resolver: Resolver): readonly KeyDefinition[] {
  const aliases = resolver.resources("AWS::KMS::Alias");
  return resolver.resources("AWS::KMS::Key").map((key) => {
    const arn = key.attribute("Arn");
    return {
      keyId: key.ref,
      arn,
      aliases: aliases
        .filter(({ properties }) => [arn, key.ref].includes(String(properties["TargetKeyId"])))
        .map(({ physicalName }) => physicalName),
      keySpec: String(key.properties["KeySpec"] ?? "SYMMETRIC_DEFAULT"),
      keyUsage: String(key.properties["KeyUsage"] ?? "ENCRYPT_DECRYPT"),
    };
  });
}

/** The templates' buckets. */
export function bucketDefinitions(resolver: Resolver): readonly BucketDefinition[] {
  return resolver.resources("AWS::S3::Bucket").map(({ physicalName, properties }) => {
    const configuration = properties["ObjectLockConfiguration"] as
      | { readonly Rule?: { readonly DefaultRetention?: Properties } }
      | undefined;
    const retention = configuration?.Rule?.DefaultRetention;
    const mode = retention?.["Mode"];
    const days = Number(retention?.["Days"]);
    const isLocked = mode === "COMPLIANCE" || mode === "GOVERNANCE";
    return { name: physicalName, ...(isLocked && { lock: { mode, days } }) };
  });
}
