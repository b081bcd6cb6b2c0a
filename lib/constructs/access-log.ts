import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { type IAccessLogSettings, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import type { Construct } from "constructs";
import { PlatformLogGroup, type PlatformLogGroupProps } from "./platform-log-group.ts";

/**
 * A line for each request: which route, how it ended, how long it took. No path, query, header or address is in it,
 * since those name people and chargers or may carry credentials; no time, since the log has it. Every byte of it is paid
 * for each message of each charger.
 */
export function accessLog(
  scope: Construct,
  props: PlatformLogGroupProps,
  fields: Readonly<Record<string, string>>,
): IAccessLogSettings {
  const logGroup = new PlatformLogGroup(scope, "AccessLog", props);
  const format = {
    requestId: "$context.requestId",
    routeKey: "$context.routeKey",
    status: "$context.status",
    error: "$context.error.message",
    integrationError: "$context.integrationErrorMessage",
    integrationLatency: "$context.integrationLatency",
    ...fields,
  };
  return {
    destination: new LogGroupLogDestination(logGroup),
    format: AccessLogFormat.custom(JSON.stringify(format)),
  };
}
