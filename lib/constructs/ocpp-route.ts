import { type WebSocketApi, WebSocketRoute } from "aws-cdk-lib/aws-apigatewayv2";
import { WebSocketLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import type { PlatformFunction } from "./platform-function.ts";

export interface OcppRouteProps {
  readonly api: WebSocketApi;
  /** An OCPP action, or one of `$connect`, `$disconnect`, `$default`. */
  readonly routeKey: string;
  readonly handler: PlatformFunction;
  /** Whether what the function returns goes back to the charger as a frame. */
  readonly answers: boolean;
}

/** Leads one kind of message to its function. */
export class OcppRoute extends Construct {
  constructor(scope: Construct, id: string, props: OcppRouteProps) {
    super(scope, id);
    new WebSocketRoute(this, "Route", {
      webSocketApi: props.api,
      routeKey: props.routeKey,
      integration: new WebSocketLambdaIntegration("Integration", props.handler.lambda),
      returnResponse: props.answers,
    });
    acknowledge(
      this,
      props.routeKey === "$connect"
        ? "The function itself authenticates the handshake: it answers 400, 401 and 404 exactly, which an authorizer cannot."
        : "Only a socket that $connect let in can send a message; authorizers exist for $connect alone.",
      "AwsSolutions-APIG4",
    );
  }
}
