import { Duration, Stack } from "aws-cdk-lib";
import type { IMetric } from "aws-cdk-lib/aws-cloudwatch";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { AlarmTopic } from "./constructs/alarm-topic.ts";
import {
  ALARM_PERIOD,
  PlatformAlarm,
  type PlatformAlarmProps,
} from "./constructs/platform-alarm.ts";
import { PlatformDashboard } from "./constructs/platform-dashboard.ts";
import type { DataStack } from "./data-stack.ts";
import type { EventsStack } from "./events-stack.ts";
import type { Foundation } from "./foundation.ts";
import {
  failedMessages,
  throttledInvocations,
  throttledRequests,
  webSocketMetric,
} from "./monitoring-metrics.ts";
import type { OcppStack } from "./ocpp-stack.ts";
import type { RestStack } from "./rest-stack.ts";

export interface MonitoringStackProps {
  readonly foundation: Foundation;
  readonly data: DataStack;
  readonly ocpp: OcppStack;
  readonly rest: RestStack;
  readonly events: EventsStack;
}

/** What rings, and what to look at when it does. */
export class MonitoringStack extends Stack {
  readonly #topic: AlarmTopic;

  constructor(scope: Construct, id: string, props: MonitoringStackProps) {
    super(scope, id, { description: "Chargeward: alarms and dashboard" });
    this.#topic = new AlarmTopic(this, "Alarms", {
      encryptionKey: props.foundation.encryptionKey,
      email: props.foundation.settings.alarmEmail,
    });
    this.#watchDoors(props);
    this.#watchCapacity(props);
    this.#watchReactions(props);
    this.#watchFailures(props);
    this.#watchIsolation(props);
    new PlatformDashboard(this, "Dashboard", props);
  }

  #watchDoors({ ocpp, rest }: MonitoringStackProps): void {
    this.#alarm("OcppMessagesFailing", {
      says: "Messages of chargers end in an error of ours.",
      metric: failedMessages(ocpp.api, ocpp.stageName),
      threshold: 5,
    });
    this.#alarm("OcppConnectStorm", {
      says: "Chargers connect at four fifths of the rate that the account allows (500 a second).",
      metric: webSocketMetric(ocpp.api, ocpp.stageName, "ConnectCount").with({
        period: Duration.minutes(1),
      }),
      threshold: 24_000,
    });
    this.#alarm("RestServerErrors", {
      says: "REST requests end in an error of ours.",
      metric: rest.api.metricServerError({ period: ALARM_PERIOD }),
      threshold: 5,
    });
  }

  #watchCapacity({ data }: MonitoringStackProps): void {
    this.#alarm("FunctionsThrottled", {
      says: "The account's Lambda concurrency is used up.",
      metric: throttledInvocations(),
      threshold: 1,
    });
    this.#alarm("TableReadsThrottled", {
      says: "DynamoDB refuses reads because they come too fast.",
      metric: throttledRequests(data.tables, "ReadThrottleEvents"),
      threshold: 10,
    });
    this.#alarm("TableWritesThrottled", {
      says: "DynamoDB refuses writes because they come too fast.",
      metric: throttledRequests(data.tables, "WriteThrottleEvents"),
      threshold: 10,
    });
  }

  #watchReactions({ data, events }: MonitoringStackProps): void {
    const oldest = { statistic: "Maximum", period: ALARM_PERIOD };
    this.#alarm("CommandQueueBehind", {
      says: "Commands to chargers wait a minute or more before anyone looks at them.",
      metric: events.advanceCommandQueue.lambda.metric("AsyncEventAge", oldest),
      threshold: 60_000,
    });
    this.#alarm("CommandTimersLate", {
      says: "Deadlines of commands pass without being noticed.",
      metric: data.commandTimers.metricApproximateAgeOfOldestMessage({ period: ALARM_PERIOD }),
      threshold: 300,
    });
    this.#alarm("DomainEventsBehind", {
      says: "Domain events go out ten minutes late or more.",
      metric: events.publishDomainEvents.lambda.metric("IteratorAge", oldest),
      threshold: 600_000,
    });
    this.#alarm("AuditBehind", {
      says: "Changes enter the audit journal ten minutes late or more.",
      metric: events.recordAudit.lambda.metric("IteratorAge", oldest),
      threshold: 600_000,
    });
    this.#alarm("SweepNotRunning", {
      says: "No sweep of stale sessions has run for half an hour.",
      metric: events.sweepStaleSessions.lambda.metricInvocations({ period: Duration.minutes(30) }),
      threshold: 1,
      silenceRings: true,
    });
    this.#alarm("AccessDutiesNotRunning", {
      says: "For half an hour no access that is over was ended.",
      metric: events.runAccessDuties.lambda.metricInvocations({ period: Duration.minutes(30) }),
      threshold: 1,
      silenceRings: true,
    });
  }

  #watchFailures({ data, events }: MonitoringStackProps): void {
    const watch = (id: string, queue: IQueue, says: string) =>
      this.#alarm(id, { says, metric: waitingMessages(queue), threshold: 1 });
    watch(
      "CommandQueueFailures",
      events.commandQueueFailures,
      "A change of a charger's command queue could not be handled.",
    );
    watch(
      "CommandTimerFailures",
      data.commandTimerFailures,
      "A deadline of a command could not be handled.",
    );
    watch(
      "DomainEventFailures",
      events.domainEventFailures,
      "A change could not be published as a domain event.",
    );
    watch("SweepFailures", events.sweepFailures, "A sweep of stale sessions failed.");
    watch(
      "ApprovedActionFailures",
      events.approvedActionFailures,
      "What two people agreed on was not carried out.",
    );
    watch(
      "OperatorLifeFailures",
      events.operatorLifeFailures,
      "The suspension or the end of an operator stopped halfway.",
    );
    watch(
      "CommandFollowUpFailures",
      events.commandFollowUpFailures,
      "What a charger answered about a reservation, a profile or its local list was not taken up.",
    );
    watch(
      "MessageWatchFailures",
      events.messageWatchFailures,
      "A charger's socket did not learn that its messages are watched.",
    );
    watch(
      "ChargerSecurityFailures",
      events.chargerSecurityFailures,
      "A change of a charger's password, profile or certificate stopped halfway.",
    );
    watch(
      "WebhookQueueFailures",
      events.webhookQueueFailures,
      "A domain event was not queued for the webhooks that want it.",
    );
    watch(
      "WebhookDeliveryFailures",
      data.webhookDeliveryFailures,
      "A webhook delivery failed on our side, not the receiver's.",
    );
    watch(
      "PrivacyFailures",
      events.privacyFailures,
      "A driver was not erased to the end, or a session was not filed with its driver.",
    );
    watch(
      "ReceiptFailures",
      events.receiptFailures,
      "A receipt was not sent, or its address not deleted.",
    );
    watch("PaymentFailures", events.paymentFailures, "Payments could not be brought on.");
    watch(
      "AuditFailures",
      events.auditFailures,
      "A change is not in the audit journal, or could not be told there.",
    );
    watch(
      "AuditSealFailures",
      events.auditSealFailures,
      "The audit journal was not copied to where nobody can change it, or not signed.",
    );
    watch(
      "AdHocFailures",
      events.adHocFailures,
      "Whether a driver without an account may charge was not decided.",
    );
    watch("AccessDutyFailures", events.accessDutyFailures, "Access that is over was not ended.");
  }

  #watchIsolation({
    events: { isolationCanary, isolationProbeFailures },
  }: MonitoringStackProps): void {
    this.#alarm("IsolationBroken", {
      says: "One operator reached something of another one.",
      metric: isolationCanary.broken,
      threshold: 1,
    });
    this.#alarm("IsolationProbeBlind", {
      says: "The canary cannot even reach its own operator, so nobody knows whether operators are apart.",
      metric: isolationCanary.blind,
      threshold: 1,
      // A deployment or a hiccup of the network may blind one run.
      periods: 2,
    });
    this.#alarm("IsolationProbeNotRunning", {
      says: "For an hour nothing has tried whether operators are apart.",
      metric: isolationCanary.handler.lambda.metricInvocations({ period: Duration.hours(1) }),
      threshold: 1,
      silenceRings: true,
    });
    this.#alarm("IsolationProbeFailures", {
      says: "A run of the isolation canary failed.",
      metric: waitingMessages(isolationProbeFailures),
      threshold: 1,
    });
  }

  #alarm(id: string, props: Omit<PlatformAlarmProps, "topic">): void {
    new PlatformAlarm(this, id, { ...props, topic: this.#topic });
  }
}

function waitingMessages(queue: IQueue): IMetric {
  return queue.metricApproximateNumberOfMessagesVisible({
    period: ALARM_PERIOD,
    statistic: "Maximum",
  });
}
