import { RemovalPolicy } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";

export interface PlatformTableProps {
  readonly encryptionKey: IKey;
  /** Names of the indexes; each is keyed by `<name>pk` and `<name>sk` and holds keys only. */
  readonly indexes?: readonly string[];
  /** Other parts follow its changes. */
  readonly streamed?: boolean;
  /** Items may carry the time of their end in `ttl`, in seconds since 1970. */
  readonly expires?: boolean;
  /** Every write of the last 35 days can be undone. */
  readonly recoverable: boolean;
  /** Nobody may change or delete an item, whatever their own rights say. */
  readonly appendOnly?: boolean;
}

/** A table as docs/access-patterns.md describes all of them: `pk` and `sk`, paid per request, kept for good. */
export class PlatformTable extends Construct {
  readonly table: Table;
  readonly indexNames: readonly string[];
  readonly encryptionKey: IKey;

  constructor(scope: Construct, id: string, props: PlatformTableProps) {
    super(scope, id);
    this.encryptionKey = props.encryptionKey;
    this.indexNames = props.indexes ?? [];
    this.table = new Table(this, "Table", {
      partitionKey: text("pk"),
      sortKey: text("sk"),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.encryptionKey,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: props.recoverable },
      ...(props.streamed && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
      ...(props.expires && { timeToLiveAttribute: "ttl" }),
      ...(props.appendOnly && { resourcePolicy: appendOnlyPolicy() }),
    });
    for (const indexName of this.indexNames) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(`${indexName}pk`),
        sortKey: text(`${indexName}sk`),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
  }

  /** The stream's ARN; throws for a table that is not streamed. */
  get streamArn(): string {
    if (!this.table.tableStreamArn) throw new Error(`The table ${this.node.id} has no stream.`);
    return this.table.tableStreamArn;
  }
}

/** A denial outweighs every right: no role that is made tomorrow can rewrite what is there. */
function appendOnlyPolicy(): PolicyDocument {
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: [
          "dynamodb:BatchWriteItem",
          "dynamodb:DeleteItem",
          "dynamodb:PartiQLDelete",
          "dynamodb:PartiQLInsert",
          "dynamodb:PartiQLUpdate",
          "dynamodb:UpdateItem",
        ],
        resources: ["*"],
      }),
    ],
  });
}

function text(name: string) {
  return { name, type: AttributeType.STRING };
}
