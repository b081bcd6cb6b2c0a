import { CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { ApiClientPool } from "./constructs/api-client-pool.ts";
import { AuditBucket } from "./constructs/audit-bucket.ts";
import { AuditSigningKey } from "./constructs/audit-signing-key.ts";
import { ChargerCaKey } from "./constructs/charger-ca-key.ts";
import { CodeKey } from "./constructs/code-key.ts";
import { CredentialKey } from "./constructs/credential-key.ts";
import { DriverPool } from "./constructs/driver-pool.ts";
import { EdgeLogBucket } from "./constructs/edge-log-bucket.ts";
import { PlatformKey } from "./constructs/platform-key.ts";
import { DeadLetterQueue, PlatformQueue } from "./constructs/platform-queue.ts";
import { SignInFirewall } from "./constructs/sign-in-firewall.ts";
import { StaffPool } from "./constructs/staff-pool.ts";
import { VaultKey } from "./constructs/vault-key.ts";
import type { Settings } from "./settings.ts";
import { type BoundTables, makeTables } from "./tables.ts";

/** Everything that must outlive a deployment: tables, keys, people's sign-in, the bus and its archive. */
export class DataStack extends Stack {
  readonly key: PlatformKey;
  readonly tables: BoundTables;
  readonly bus: EventBus;
  readonly originSecret: Secret;
  readonly staffPool: StaffPool;
  readonly driverPool: DriverPool;
  readonly apiClientPool: ApiClientPool;
  readonly commandTimers: Queue;
  readonly commandTimerFailures: Queue;
  readonly commandJobs: Queue;
  readonly credentialKey: CredentialKey;
  readonly codeKey: CodeKey;
  readonly vaultKey: VaultKey;
  readonly webhookDeliveries: Queue;
  readonly webhookDeliveryFailures: Queue;
  readonly edgeLogs: EdgeLogBucket;
  readonly auditBucket: AuditBucket;
  readonly auditSigningKey: AuditSigningKey;
  readonly chargerCaKey: ChargerCaKey;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, {
      description: "Chargeward: what is stored",
      terminationProtection: settings.stage === "prod",
    });
    this.key = new PlatformKey(this, "PlatformKey", settings.stage);
    this.tables = makeTables(this, this.key);
    this.bus = this.#makeBus();
    this.originSecret = this.#makeOriginSecret();
    this.staffPool = new StaffPool(this, "StaffPool", settings);
    this.driverPool = new DriverPool(this, "DriverPool", settings);
    this.apiClientPool = new ApiClientPool(this, "ApiClientPool", settings.stage);
    new SignInFirewall(this, "SignInFirewall", {
      Staff: this.staffPool.pool,
      Drivers: this.driverPool.pool,
      ApiClients: this.apiClientPool.pool,
    });
    this.commandTimerFailures = new DeadLetterQueue(this, "CommandTimerFailures");
    this.commandTimers = new PlatformQueue(this, "CommandTimers", {
      // Six times the function's timeout, as Lambda asks of a queue that wakes a function.
      visibilityTimeout: Duration.minutes(1),
      deadLetterQueue: { queue: this.commandTimerFailures, maxReceiveCount: 5 },
    });
    this.commandJobs = new PlatformQueue(this, "CommandJobs", {
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: this.commandTimerFailures, maxReceiveCount: 5 },
    });
    this.credentialKey = new CredentialKey(this, "CredentialKey", settings.stage);
    this.codeKey = new CodeKey(this, "CodeKey", settings.stage);
    this.vaultKey = new VaultKey(this, "VaultKey", settings);
    this.webhookDeliveryFailures = new DeadLetterQueue(this, "WebhookDeliveryFailures");
    this.webhookDeliveries = new PlatformQueue(this, "WebhookDeliveries", {
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: this.webhookDeliveryFailures, maxReceiveCount: 5 },
    });
    this.edgeLogs = new EdgeLogBucket(this, "EdgeLogs", settings.stage);
    this.auditBucket = new AuditBucket(this, "AuditJournal", {
      stage: settings.stage,
      encryptionKey: this.key,
    });
    this.auditSigningKey = new AuditSigningKey(this, "AuditSigningKey", settings.stage);
    this.chargerCaKey = new ChargerCaKey(this, "ChargerCaKey", settings.stage);
    new CfnOutput(this, "StaffPoolId", { value: this.staffPool.pool.userPoolId });
    new CfnOutput(this, "StaffClientId", { value: this.staffPool.client.userPoolClientId });
    new CfnOutput(this, "SignInUrl", { value: this.staffPool.signInUrl });
    new CfnOutput(this, "DriverClientId", { value: this.driverPool.client.userPoolClientId });
    new CfnOutput(this, "DriverSignInUrl", { value: this.driverPool.signInUrl });
    new CfnOutput(this, "ApiTokenUrl", { value: this.apiClientPool.tokenUrl });
    new CfnOutput(this, "DirectoryTableName", { value: this.tables.Directory.table.tableName });
    new CfnOutput(this, "OriginSecretArn", { value: this.originSecret.secretArn });
  }

  #makeBus(): EventBus {
    const bus = new EventBus(this, "DomainEvents");
    bus.applyRemovalPolicy(RemovalPolicy.RETAIN);
    // A month in which a consumer that was wrong can be given its events again.
    bus.archive("Archive", {
      eventPattern: { source: ["chargeward"] },
      retention: Duration.days(30),
    });
    return bus;
  }

  #makeOriginSecret(): Secret {
    const secret = new Secret(this, "OriginSecret", {
      description: "Proves to $connect that a handshake came through CloudFront",
      encryptionKey: this.key,
      generateSecretString: { excludePunctuation: true, passwordLength: 48 },
    });
    acknowledge(
      secret,
      "CloudFront learns a new value only from a deployment, so it is rotated by one (docs/runbook.md), not by a timer.",
      "AwsSolutions-SMG4",
    );
    return secret;
  }
}
