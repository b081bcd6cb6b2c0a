import { Dashboard, GraphWidget, type IMetric } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import {
  failedMessages,
  throttledInvocations,
  throttledRequests,
  webSocketMetric,
} from "../monitoring-metrics.ts";
import type { MonitoringStackProps } from "../monitoring-stack.ts";
import { ALARM_PERIOD } from "./platform-alarm.ts";

/** One page that says whether chargers and people are served. */
export class PlatformDashboard extends Construct {
  constructor(scope: Construct, id: string, props: MonitoringStackProps) {
    super(scope, id);
    const { foundation, data, ocpp, rest, events } = props;
    const socket = (metricName: string) => webSocketMetric(ocpp.api, ocpp.stageName, metricName);
    const dashboard = new Dashboard(this, "Page", {
      dashboardName: `chargeward-${foundation.stage}`,
    });
    dashboard.addWidgets(
      graph("Chargers: connects and messages", socket("ConnectCount"), socket("MessageCount")),
      graph("Chargers: failed messages", failedMessages(ocpp.api, ocpp.stageName)),
      graph(
        "Chargers: latency",
        socket("IntegrationLatency").with({ statistic: "p50" }),
        socket("IntegrationLatency").with({ statistic: "p99" }),
      ),
    );
    dashboard.addWidgets(
      graph("People: requests", rest.api.metricCount({ period: ALARM_PERIOD })),
      graph("People: errors", rest.api.metricServerError(), rest.api.metricClientError()),
      graph("People: latency", rest.api.metricLatency({ statistic: "p99", period: ALARM_PERIOD })),
    );
    dashboard.addWidgets(
      graph("Commands: age", events.advanceCommandQueue.lambda.metric("AsyncEventAge")),
      graph("Domain events: age", events.publishDomainEvents.lambda.metric("IteratorAge")),
      graph(
        "Refused for want of capacity",
        throttledInvocations(),
        throttledRequests(data.tables, "ReadThrottleEvents"),
        throttledRequests(data.tables, "WriteThrottleEvents"),
      ),
    );
  }
}

function graph(title: string, ...left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8 });
}
