import { Duration, Stack } from "aws-cdk-lib";
import { FilterRule } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { addAdHocAssessment } from "./adhoc-reactions.ts";
import { addAuditRecord, addAuditSeal } from "./audit-reactions.ts";
import { addCertificateWatch, addChargerSecurity } from "./charger-security-reactions.ts";
import { addCommandJobs } from "./command-job-reaction.ts";
import { addFollowedCommands, addLocalLists } from "./command-reactions.ts";
import { allowRemovingApiClients } from "./constructs/api-client-grants.ts";
import { bindVault } from "./constructs/bind-vault.ts";
import { grantConnectionsApi } from "./constructs/connections-api.ts";
import { onDomainEvents } from "./constructs/on-domain-events.ts";
import { onSchedule } from "./constructs/on-schedule.ts";
import { PlatformFunction } from "./constructs/platform-function.ts";
import { DeadLetterQueue } from "./constructs/platform-queue.ts";
import { addStreamSource } from "./constructs/stream-source.ts";
import type { DataStack } from "./data-stack.ts";
import type { Foundation } from "./foundation.ts";
import { addIsolationCanary, type IsolationCanary } from "./isolation-canary.ts";
import { addMessageWatch } from "./message-watch-reaction.ts";
import type { OcppStack } from "./ocpp-stack.ts";
import { addApprovedActions, addOperatorLife } from "./operator-reactions.ts";
import { addPayments } from "./payment-reactions.ts";
import {
  addDriverSessions,
  addErasure,
  addKeyRotation,
  addPrivacyDuties,
} from "./privacy-reactions.ts";
import { addReceipts } from "./receipt-reactions.ts";
import type { WebStack } from "./web-stack.ts";
import { addWebhookDelivery, addWebhookQueue } from "./webhook-reactions.ts";

export interface EventsStackProps {
  readonly foundation: Foundation;
  readonly data: DataStack;
  readonly ocpp: OcppStack;
  readonly web: WebStack;
}

/** What follows of itself: commands advance, events go out, forgotten sessions are closed. */
export class EventsStack extends Stack {
  readonly advanceCommandQueue: PlatformFunction;
  readonly publishDomainEvents: PlatformFunction;
  readonly sweepStaleSessions: PlatformFunction;
  readonly commandQueueFailures: Queue;
  readonly domainEventFailures: Queue;
  readonly sweepFailures: Queue;
  readonly runAccessDuties: PlatformFunction;
  readonly accessDutyFailures: Queue;
  readonly approvedActionFailures: Queue;
  readonly operatorLifeFailures: Queue;
  readonly commandFollowUpFailures: Queue;
  readonly messageWatchFailures: Queue;
  readonly chargerSecurityFailures: Queue;
  readonly webhookQueueFailures: Queue;
  readonly adHocFailures: Queue;
  readonly privacyFailures: Queue;
  readonly paymentFailures: Queue;
  readonly receiptFailures: Queue;
  readonly isolationCanary: IsolationCanary;
  readonly isolationProbeFailures: Queue;
  readonly auditFailures: Queue;
  readonly auditSealFailures: Queue;
  readonly recordAudit: PlatformFunction;

  constructor(scope: Construct, id: string, props: EventsStackProps) {
    super(scope, id, { description: "Chargeward: reactions" });
    this.commandQueueFailures = new DeadLetterQueue(this, "CommandQueueFailures");
    this.domainEventFailures = new DeadLetterQueue(this, "DomainEventFailures");
    this.sweepFailures = new DeadLetterQueue(this, "SweepFailures");
    this.accessDutyFailures = new DeadLetterQueue(this, "AccessDutyFailures");
    this.approvedActionFailures = new DeadLetterQueue(this, "ApprovedActionFailures");
    this.operatorLifeFailures = new DeadLetterQueue(this, "OperatorLifeFailures");
    this.commandFollowUpFailures = new DeadLetterQueue(this, "CommandFollowUpFailures");
    this.messageWatchFailures = new DeadLetterQueue(this, "MessageWatchFailures");
    this.chargerSecurityFailures = new DeadLetterQueue(this, "ChargerSecurityFailures");
    this.webhookQueueFailures = new DeadLetterQueue(this, "WebhookQueueFailures");
    this.privacyFailures = new DeadLetterQueue(this, "PrivacyFailures");
    this.adHocFailures = new DeadLetterQueue(this, "AdHocFailures");
    this.isolationProbeFailures = new DeadLetterQueue(this, "IsolationProbeFailures");
    this.advanceCommandQueue = this.#addCommandQueue(props);
    this.publishDomainEvents = this.#addPublisher(props);
    this.sweepStaleSessions = this.#addSweep(props);
    this.runAccessDuties = this.#addAccessDuties(props);
    const { foundation } = props;
    addApprovedActions(this, { foundation, failures: this.approvedActionFailures });
    addErasure(this, { ...props, failures: this.privacyFailures });
    addKeyRotation(this, { ...props, failures: this.privacyFailures });
    addPrivacyDuties(this, { ...props, failures: this.privacyFailures });
    addDriverSessions(this, { ...props, failures: this.privacyFailures });
    addOperatorLife(this, { ...props, failures: this.operatorLifeFailures });
    addCommandJobs(this, { ...props, failures: this.commandQueueFailures });
    addFollowedCommands(this, { ...props, failures: this.commandFollowUpFailures });
    addLocalLists(this, { ...props, failures: this.commandFollowUpFailures });
    addAdHocAssessment(this, { ...props, failures: this.adHocFailures });
    this.receiptFailures = new DeadLetterQueue(this, "ReceiptFailures");
    addReceipts(this, { ...props, failures: this.receiptFailures });
    addMessageWatch(this, { ...props, failures: this.messageWatchFailures });
    const security = { ...props, failures: this.chargerSecurityFailures };
    addChargerSecurity(this, security);
    addCertificateWatch(this, security);
    addWebhookQueue(this, { ...props, failures: this.webhookQueueFailures });
    addWebhookDelivery(this, props);
    this.paymentFailures = new DeadLetterQueue(this, "PaymentFailures");
    addPayments(this, { ...props, appUrl: props.web.appUrl, failures: this.paymentFailures });
    this.isolationCanary = addIsolationCanary(this, {
      ...props,
      appUrl: props.web.appUrl,
      failures: this.isolationProbeFailures,
    });
    this.auditFailures = new DeadLetterQueue(this, "AuditFailures");
    this.recordAudit = addAuditRecord(this, { foundation, failures: this.auditFailures });
    this.auditSealFailures = new DeadLetterQueue(this, "AuditSealFailures");
    addAuditSeal(this, { ...props, failures: this.auditSealFailures });
  }

  #addCommandQueue({ foundation, data, ocpp }: EventsStackProps): PlatformFunction {
    const handler = new PlatformFunction(this, "events-advance-command-queue", {
      foundation,
      tables: { Fleet: ["read", "write"] },
    });
    bindVault(handler, foundation, data.vaultKey);
    grantConnectionsApi(handler, ocpp.api, ocpp.stageName, "POST");
    handler.setVariable("COMMAND_TIMER_QUEUE_URL", data.commandTimers.queueUrl);
    handler.allow("sqs:SendMessage", data.commandTimers.queueArn);
    onDomainEvents(handler, {
      id: "AdvanceCommandQueue",
      description: "Looks at a charger's commands when one came or went, or the charger came back",
      bus: data.bus,
      events: ["CommandCreated", "CommandFinished", "ChargerConnected"],
      failures: this.commandQueueFailures,
      maxEventAge: Duration.hours(1),
    });
    handler.lambda.addEventSource(
      new SqsEventSource(data.commandTimers, { batchSize: 10, reportBatchItemFailures: true }),
    );
    return handler;
  }

  #addPublisher({ foundation, data }: EventsStackProps): PlatformFunction {
    const handler = new PlatformFunction(this, "events-publish-domain-events", { foundation });
    handler.setVariable("EVENT_BUS", data.bus.eventBusName);
    handler.allow("events:PutEvents", data.bus.eventBusArn);
    addStreamSource(handler, {
      table: data.tables.Fleet,
      filters: [
        { dynamodb: sortKey(FilterRule.isEqual("CHARGER")) },
        { dynamodb: sortKey(FilterRule.beginsWith("COMMAND#")) },
        { dynamodb: sortKey(FilterRule.beginsWith("COMMANDJOB#")) },
        { dynamodb: sortKey(FilterRule.isEqual("WATCH")) },
      ],
      failures: this.domainEventFailures,
      batchSize: 100,
    });
    addStreamSource(handler, {
      table: data.tables.Charging,
      filters: [
        { dynamodb: sortKey(FilterRule.isEqual("SESSION")) },
        { dynamodb: sortKey(FilterRule.beginsWith("ADHOC#")) },
        { dynamodb: sortKey(FilterRule.isEqual("ADHOC-TEST")) },
      ],
      failures: this.domainEventFailures,
      batchSize: 100,
    });
    addStreamSource(handler, {
      table: data.tables.Payments,
      filters: ["PAYMENT#", "NOTICE#"].map((prefix) => ({
        dynamodb: sortKey(FilterRule.beginsWith(prefix)),
      })),
      failures: this.domainEventFailures,
      batchSize: 100,
    });
    addStreamSource(handler, {
      table: data.tables.People,
      filters: ["DRIVER#", "REQUEST#", "ERASURE#", "KEYROTATION#"].map((prefix) => ({
        dynamodb: sortKey(FilterRule.beginsWith(prefix)),
      })),
      failures: this.domainEventFailures,
      batchSize: 100,
    });
    return handler;
  }

  #addSweep({ foundation }: EventsStackProps): PlatformFunction {
    const handler = new PlatformFunction(this, "events-sweep-stale-sessions", {
      foundation,
      tables: { Directory: ["read"], Charging: ["read", "write"], Fleet: [] },
      timeoutSeconds: 60,
    });
    onSchedule(handler, {
      id: "SweepStaleSessions",
      description: "Closes sessions whose stop never came",
      every: Duration.minutes(5),
      failures: this.sweepFailures,
    });
    return handler;
  }

  #addAccessDuties({ foundation, data }: EventsStackProps): PlatformFunction {
    const handler = new PlatformFunction(this, "events-run-access-duties", {
      foundation,
      tables: {
        Directory: ["read", "write"],
        Security: ["read", "write"],
        Charging: ["lookup", "update"],
      },
      timeoutSeconds: 240,
    });
    data.staffPool.allowOnAccounts(handler, [
      "AdminDisableUser",
      "AdminSetUserMFAPreference",
      "AdminUserGlobalSignOut",
    ]);
    handler.setVariable("EVENT_BUS", data.bus.eventBusName);
    handler.allow("events:PutEvents", data.bus.eventBusArn);
    allowRemovingApiClients(handler, data.apiClientPool);
    onSchedule(handler, {
      id: "RunAccessDuties",
      description: "Ends access that is over, and tells what was neglected",
      every: Duration.minutes(5),
      failures: this.accessDutyFailures,
    });
    return handler;
  }
}

function sortKey(match: readonly unknown[]): object {
  return { Keys: { sk: { S: match } } };
}
