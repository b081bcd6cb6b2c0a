import { Stack } from "aws-cdk-lib";
import type { WebSocketApi } from "aws-cdk-lib/aws-apigatewayv2";
import { acknowledge } from "../acknowledge.ts";
import type { PlatformFunction } from "./platform-function.ts";

export type ConnectionsMethod = "DELETE" | "GET" | "POST";

/** The https URL of a stage's @connections API. */
function managementUrl(api: WebSocketApi, stageName: string): string {
  const { region, urlSuffix } = Stack.of(api);
  return `https://${api.apiId}.execute-api.${region}.${urlSuffix}/${stageName}`;
}

/** Lets a function send to sockets (POST), ask about them (GET) or close them (DELETE), and tells it where. */
export function grantConnectionsApi(
  handler: PlatformFunction,
  api: WebSocketApi,
  stageName: string,
  method: ConnectionsMethod,
): void {
  const sockets = `${stageName}/${method}/@connections/*`;
  handler.setVariable("OCPP_MANAGEMENT_URL", managementUrl(api, stageName));
  handler.allow(
    "execute-api:ManageConnections",
    Stack.of(api).formatArn({
      service: "execute-api",
      resource: api.apiId,
      resourceName: sockets,
    }),
  );
  const apiArn = "arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>";
  acknowledge(
    handler,
    "Connection ids are not known before chargers connect; the grant names the API, the stage and the method.",
    `AwsSolutions-IAM5[Resource::${apiArn}:${apiIdAsReported(handler, api)}/${sockets}]`,
  );
}

/** cdk-nag writes a reference as `<logical id>`, or as the export's name where the API is in another stack. */
function apiIdAsReported(handler: PlatformFunction, api: WebSocketApi): string {
  const home = Stack.of(api);
  if (Stack.of(handler) === home) return `<${home.resolve(api.apiId).Ref}>`;
  return home.resolve(home.exportValue(api.apiId))["Fn::ImportValue"];
}
