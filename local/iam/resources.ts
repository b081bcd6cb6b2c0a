import { arnOf } from "../assembly/place.ts";
import type { Resolver } from "../assembly/resolver.ts";
import { keyDefinitions, tableDefinitions } from "../assembly/storage-definitions.ts";
import type { Properties } from "../assembly/template.ts";
import type { TableDefinition } from "../services.ts";

/** A table as far as permissions go. */
export interface TableFacts {
  /** The partition key's attribute, of the table and of each index by its name. */
  readonly partitionKey: string;
  readonly indexPartitionKeys: ReadonlyMap<string, string>;
  /** The customer's key that the table is encrypted with. */
  readonly keyArn?: string;
}

/** What must be known of the templates' resources to say what a request is about. */
export interface ResourceFacts {
  readonly tables: ReadonlyMap<string, TableFacts>;
  /** Key ARNs by id, ARN, alias and alias ARN. */
  readonly keyArns: ReadonlyMap<string, string>;
  /** The key of each encrypted secret, by the secret's ARN. */
  readonly secretKeyArns: ReadonlyMap<string, string>;
  /** The key of each queue that is encrypted with one, by the queue's name. */
  readonly queueKeyArns: ReadonlyMap<string, string>;
  /** The key of each bucket that is encrypted with one, by the bucket's name. */
  readonly bucketKeyArns: ReadonlyMap<string, string>;
}

const partitionKeyOf = (schema: TableDefinition["KeySchema"]): string =>
  schema.find(({ KeyType }) => KeyType === "HASH")?.AttributeName ?? "";

/** Reads the facts from the resolved templates. */
export function readResourceFacts(resolver: Resolver): ResourceFacts {
  const keyArns = new Map(
    keyDefinitions(resolver).flatMap(({ keyId, arn, aliases }) =>
      [keyId, arn, ...aliases, ...aliases.map((alias) => arnOf("kms", alias))].map(
        (name) => [name, arn] as const,
      ),
    ),
  );
  const keyArnOf = (reference: unknown): string | undefined =>
    typeof reference === "string" ? keyArns.get(reference) : undefined;

  const tableKeys = new Map(
    resolver
      .resources("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")
      .map(({ physicalName, properties }) => {
        const encryption = properties["SSESpecification"] as
          | { readonly KMSMasterKeyId?: unknown }
          | undefined;
        return [physicalName, keyArnOf(encryption?.KMSMasterKeyId)];
      }),
  );
  const tables = tableDefinitions(resolver).map((table) => {
    const keyArn = tableKeys.get(table.tableName);
    const indexes = table.GlobalSecondaryIndexes ?? [];
    const facts: TableFacts = {
      partitionKey: partitionKeyOf(table.KeySchema),
      indexPartitionKeys: new Map(
        indexes.map(({ IndexName, KeySchema }) => [IndexName, partitionKeyOf(KeySchema)]),
      ),
      ...(keyArn !== undefined && { keyArn }),
    };
    return [table.tableName, facts] as const;
  });
  const secretKeys = resolver
    .resources("AWS::SecretsManager::Secret")
    .map(({ ref, properties }) => [ref, keyArnOf(properties["KmsKeyId"])] as const);
  const queueKeys = resolver
    .resources("AWS::SQS::Queue")
    .map(
      ({ physicalName, properties }) =>
        [physicalName, keyArnOf(properties["KmsMasterKeyId"])] as const,
    );
  const bucketKeys = resolver
    .resources("AWS::S3::Bucket")
    .map(
      ({ physicalName, properties }) => [physicalName, keyArnOf(bucketKeyOf(properties))] as const,
    );
  return {
    tables: new Map(tables),
    keyArns,
    secretKeyArns: new Map(secretKeys.filter(isKnown)),
    queueKeyArns: new Map(queueKeys.filter(isKnown)),
    bucketKeyArns: new Map(bucketKeys.filter(isKnown)),
  };
}

function bucketKeyOf(properties: Properties): unknown {
  const encryption = properties["BucketEncryption"] as
    | {
        readonly ServerSideEncryptionConfiguration?: readonly {
          readonly ServerSideEncryptionByDefault?: { readonly KMSMasterKeyID?: unknown };
        }[];
      }
    | undefined;
  const [rule] = encryption?.ServerSideEncryptionConfiguration ?? [];
  return rule?.ServerSideEncryptionByDefault?.KMSMasterKeyID;
}

function isKnown(entry: readonly [string, string | undefined]): entry is readonly [string, string] {
  return entry[1] !== undefined;
}
