import type { WebSocketApi } from "aws-cdk-lib/aws-apigatewayv2";
import { type IMetric, MathExpression, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { ALARM_PERIOD } from "./constructs/platform-alarm.ts";
import type { BoundTables } from "./tables.ts";

/** A metric of the WebSocket API, summed over five minutes. */
export function webSocketMetric(api: WebSocketApi, stageName: string, metricName: string): Metric {
  return new Metric({
    namespace: "AWS/ApiGateway",
    metricName,
    dimensionsMap: { ApiId: api.apiId, Stage: stageName },
    statistic: Stats.SUM,
    period: ALARM_PERIOD,
  });
}

/** Messages whose function failed, or could not be called at all. */
export function failedMessages(api: WebSocketApi, stageName: string): IMetric {
  return new MathExpression({
    expression: "integration + execution",
    label: "failed messages",
    period: ALARM_PERIOD,
    usingMetrics: {
      integration: webSocketMetric(api, stageName, "IntegrationError"),
      execution: webSocketMetric(api, stageName, "ExecutionError"),
    },
  });
}

/** Requests of all tables that DynamoDB refused because they came too fast. */
export function throttledRequests(
  tables: BoundTables,
  metricName: "ReadThrottleEvents" | "WriteThrottleEvents",
): IMetric {
  const metrics = Object.entries(tables).map(([name, { table }]) => [
    `${metricName.charAt(0).toLowerCase()}${name}`,
    table.metric(metricName, { statistic: Stats.SUM, period: ALARM_PERIOD }),
  ]);
  return new MathExpression({
    expression: "SUM(METRICS())",
    label: metricName,
    period: ALARM_PERIOD,
    usingMetrics: Object.fromEntries(metrics),
  });
}

/** Invocations that all functions of the account lost for want of concurrency. */
export function throttledInvocations(): IMetric {
  return new Metric({
    namespace: "AWS/Lambda",
    metricName: "Throttles",
    statistic: Stats.SUM,
    period: ALARM_PERIOD,
  });
}
