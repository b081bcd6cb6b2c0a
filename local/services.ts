/**
 * The borders between the parts of the local platform: what `platform.ts` gives to each service that it starts, and what it gets back.
 * Everything listens on 127.0.0.1 only, on a free port (0) unless a port is given.
 */
import type { CognitoService } from "./cognito/service.ts";
import type { PspService } from "./psp/start.ts";

/** A part that was started and can be stopped; `stop` ends within a second and may be called twice. */
export interface LocalService {
  readonly name: string;
  readonly stop: () => Promise<void>;
}

/** Where a service that speaks an AWS protocol listens, e.g. `http://127.0.0.1:40123`. */
export interface EndpointService extends LocalService {
  readonly endpoint: string;
}

/** Writes one line into the platform's log file, never to the terminal. Never pass a secret or a personal value. */
export type WriteLog = (line: string) => void;

/**
 * Runs a function synchronously by its ARN or name and gives its parsed result.
 * Throws `FunctionError` when the function threw or timed out, `TooManyRequestsError` when no environment came free.
 */
export type Invoke = (functionArnOrName: string, event: unknown) => Promise<unknown>;

/** Puts a message into a queue; `queueArnOrName` as the template names it. */
export type SendToQueue = (queueArnOrName: string, body: string) => Promise<void>;

// --- DynamoDB: local/dynamodb/start.ts exports startDynamoDb, local/dynamodb/read-stream.ts exports readStream

interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: "HASH" | "RANGE";
}

export interface IndexDefinition {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: {
    readonly ProjectionType: "ALL" | "KEYS_ONLY" | "INCLUDE";
    readonly NonKeyAttributes?: readonly string[];
  };
}

/** A table as the template wants it; the members in capitals are CloudFormation's own, already resolved. */
export interface TableDefinition {
  readonly tableName: string;
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: "S" | "N" | "B";
  }[];
  readonly KeySchema: readonly KeyElement[];
  readonly GlobalSecondaryIndexes?: readonly IndexDefinition[];
  readonly streamViewType?: "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";
  readonly ttlAttributeName?: string;
}

/** `startDynamoDb(options): Promise<EndpointService>`; honours CHARGEWARD_DYNAMODB_ENDPOINT and then starts no process. */
export interface DynamoDbOptions {
  readonly dataDir: string;
  readonly tables: readonly TableDefinition[];
  readonly port?: number;
  readonly writeLog: WriteLog;
  /** Called once when the database ends though nobody stopped it. */
  readonly onUnexpectedExit: (reason: string) => void;
}

/** An attribute value in the wire shape of a Lambda event, e.g. `{ "S": "x" }`; binary as base64. */
export type AttributeValue = Readonly<Record<string, unknown>>;

/** A record as a Lambda event has it, but for `eventSourceARN` and `awsRegion`, which the event source mapping adds. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  readonly eventVersion: string;
  readonly eventSource: "aws:dynamodb";
  /** Present on deletions by TTL: `{ type: "Service", principalId: "dynamodb.amazonaws.com" }`. */
  readonly userIdentity?: { readonly type: string; readonly principalId: string };
  readonly dynamodb: {
    /** Whole seconds since 1970, a number, as Lambda gives it. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Readonly<Record<string, AttributeValue>>;
    readonly NewImage?: Readonly<Record<string, AttributeValue>>;
    readonly OldImage?: Readonly<Record<string, AttributeValue>>;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: string;
  };
}

/**
 * `readStream(options): AsyncIterable<readonly StreamRecord[]>`: batches in order, never empty, ends when `signal` aborts.
 * Waits between polls, outlives a database that is gone for a moment, and reads nothing ahead of the consumer.
 */
export interface ReadStreamOptions {
  readonly endpoint: string;
  readonly tableName: string;
  /** Resume behind this sequence number; else begin at `from`. */
  readonly after?: string;
  readonly from: "TRIM_HORIZON" | "LATEST";
  /** At most so many records a batch. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

// --- SQS: local/sqs.ts exports startSqs

export interface QueueDefinition {
  readonly name: string;
  readonly arn: string;
  /** SQS attributes as strings: VisibilityTimeout, DelaySeconds, RedrivePolicy (JSON with ARNs), FifoQueue, … */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface SqsOptions {
  readonly dataDir: string;
  readonly queues: readonly QueueDefinition[];
  readonly region: string;
  readonly accountId: string;
  readonly port?: number;
}

/** `startSqs(options): Promise<SqsService>` */
export interface SqsService extends EndpointService {
  /** URL for the name or ARN; it always names 127.0.0.1. */
  readonly queueUrl: (nameOrArn: string) => string;
  readonly send: SendToQueue;
}

// --- EventBridge: local/eventbridge/start.ts exports startEventBridge, local/eventbridge/pattern.ts exports matches(pattern, event)

export interface RuleTarget {
  /** A function's or a queue's ARN. */
  readonly arn: string;
  /** Constant input (JSON) in place of the event. */
  readonly input?: string;
  readonly maximumRetryAttempts?: number;
  readonly maximumEventAgeSeconds?: number;
  readonly deadLetterQueueArn?: string;
}

export interface RuleDefinition {
  readonly arn: string;
  readonly name: string;
  /** Bus name, `default` where the template names none. */
  readonly busName: string;
  readonly eventPattern?: unknown;
  /** `rate(5 minutes)` or `cron(…)`, UTC. */
  readonly scheduleExpression?: string;
  readonly targets: readonly RuleTarget[];
}

/** `startEventBridge(options): Promise<EndpointService>`; PutEvents endpoint, durable outbox, schedules. */
export interface EventBridgeOptions {
  readonly dataDir: string;
  readonly region: string;
  readonly accountId: string;
  readonly busNames: readonly string[];
  readonly rules: readonly RuleDefinition[];
  readonly invoke: Invoke;
  readonly sendToQueue: SendToQueue;
  readonly writeLog: WriteLog;
  readonly port?: number;
}

// --- Secrets Manager and KMS: local/secrets.ts exports startSecrets, local/kms.ts exports startKms

export interface SecretDefinition {
  readonly name: string;
  readonly arn: string;
  /** The template's GenerateSecretString; absent when the template gives SecretString. A value is made once per data dir and kept. */
  readonly generate?: Readonly<Record<string, unknown>>;
  readonly secretString?: string;
}

export interface SecretsOptions {
  readonly dataDir: string;
  readonly secrets: readonly SecretDefinition[];
  readonly port?: number;
}

/** `startSecrets(options): Promise<SecretsService>` */
export interface SecretsService extends EndpointService {
  /** The current value, for the template's `{{resolve:secretsmanager:…}}`; throws for an unknown secret. */
  readonly secretString: (nameOrArn: string) => string;
}

export interface KeyDefinition {
  readonly keyId: string;
  readonly arn: string;
  readonly aliases: readonly string[];
  readonly keySpec: string;
  readonly keyUsage: string;
}

/** `startKms(options): Promise<EndpointService>` */
export interface KmsOptions {
  readonly dataDir: string;
  readonly region: string;
  readonly accountId: string;
  readonly keys: readonly KeyDefinition[];
  readonly port?: number;
}

// --- S3: local/s3/start.ts exports startS3

export interface BucketDefinition {
  readonly name: string;
  /** How long each object's versions stay; absent where the bucket has no Object Lock. */
  readonly lock?: { readonly mode: "COMPLIANCE" | "GOVERNANCE"; readonly days: number };
}

// --- Seed: local/seed/start.ts exports seed; local/local-file.ts exports writeLocalFile

export interface SeedOptions {
  readonly dataDir: string;
  /** False with `--no-demo`: then only what one needs to begin (a SystemAdmin) is made. */
  readonly demo: boolean;
  /** What every function gets together: table names, AWS_ENDPOINT_URL_*, region and local credentials. */
  readonly environment: Readonly<Record<string, string>>;
  readonly staffPoolId: string;
  readonly driverPoolId: string;
  readonly cognito: CognitoService;
  /** What operators of the demo are known to reCAPTCHA by. */
  readonly recaptchaCredential: string;
  readonly psp: Pick<PspService, "ensureAccount">;
}

export interface SeededUser {
  readonly email: string;
  readonly password: string;
  /** What the codes of the second factor are made of, base32. */
  readonly totpSecret: string;
  readonly role: string;
  /** `platform` for a SystemAdmin. */
  readonly operatorId: string;
  /** Where the role counts; absent for everywhere. */
  readonly siteIds?: readonly string[];
}

export interface SeededOperator {
  readonly operatorId: string;
  readonly chargers: readonly {
    readonly chargerId: string;
    readonly password: string;
    readonly ocppVersion: string;
  }[];
}

/** `seed(options): Promise<Seeded>`; the same answer on every start over the same data dir. */
export interface Seeded {
  readonly users: readonly SeededUser[];
  readonly operators: readonly SeededOperator[];
}

/** `writeLocalFile(dataDir, content): Promise<void>`, `<dataDir>/local.json`, mode 600. */
export interface LocalFile extends Seeded {
  readonly appUrl: string;
  readonly ocppUrl: string;
  readonly ocppTlsUrl: string;
  readonly caFile: string;
}
