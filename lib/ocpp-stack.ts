import { CfnOutput, Stack } from "aws-cdk-lib";
import { WebSocketApi, WebSocketStage } from "aws-cdk-lib/aws-apigatewayv2";
import type { Construct } from "constructs";
import { CHARGER_ACTIONS } from "#ocpp/actions.ts";
import { accessLog } from "./constructs/access-log.ts";
import { ApiGatewayLogging } from "./constructs/api-gateway-logging.ts";
import { bindVault } from "./constructs/bind-vault.ts";
import { grantConnectionsApi } from "./constructs/connections-api.ts";
import { OcppEdge } from "./constructs/ocpp-edge.ts";
import { OcppRoute } from "./constructs/ocpp-route.ts";
import { PlatformFunction } from "./constructs/platform-function.ts";
import { grantSecret } from "./constructs/secret-grant.ts";
import type { DataStack } from "./data-stack.ts";
import type { Foundation } from "./foundation.ts";
import {
  CALLS_ISO15118_SERVICE,
  ISSUES_CERTIFICATES,
  OCPP_TABLES,
  SOCKET_FUNCTIONS,
} from "./ocpp-functions.ts";

export interface OcppStackProps {
  readonly foundation: Foundation;
  readonly data: DataStack;
}

/** The chargers' door: one function, role and route for each message that a charger may send. */
export class OcppStack extends Stack {
  readonly api: WebSocketApi;
  readonly stageName = "v1";

  constructor(scope: Construct, id: string, { foundation, data }: OcppStackProps) {
    super(scope, id, { description: "Chargeward: OCPP over WebSocket" });
    this.api = new WebSocketApi(this, "Api", {
      apiName: `chargeward-${foundation.stage}-ocpp`,
      routeSelectionExpression: "$request.body.[2]",
    });
    this.#addStage(foundation);
    this.#addSocketRoutes(foundation, data);
    for (const { action, folder } of CHARGER_ACTIONS) {
      const handler = this.#addFunction(foundation, data, folder);
      new OcppRoute(this, `Route${action}`, {
        api: this.api,
        routeKey: action,
        handler,
        answers: true,
      });
    }
    const edge = new OcppEdge(this, "Edge", {
      api: this.api,
      stageName: this.stageName,
      foundation,
      data,
    });
    new CfnOutput(this, "OcppHost", { value: edge.hostName });
    new CfnOutput(this, "OcppStageUrl", { value: `${this.api.apiEndpoint}/${this.stageName}` });
  }

  #addFunction(foundation: Foundation, data: DataStack, folder: string): PlatformFunction {
    const tables = OCPP_TABLES[folder];
    if (!tables) throw new Error(`lib/ocpp-functions.ts has no row for functions/ocpp/${folder}.`);
    const handler = new PlatformFunction(this, `ocpp-${folder}`, { foundation, tables });
    bindVault(handler, foundation, data.vaultKey);
    if (CALLS_ISO15118_SERVICE.includes(folder)) {
      handler.setVariable("CREDENTIAL_KEY_ARN", data.credentialKey.keyArn);
      handler.setVariable("WEBHOOKS_TO_LOOPBACK", foundation.settings.webhooksToLoopback);
      data.credentialKey.allowOpening(handler.lambda, "integration");
    }
    if (folder === ISSUES_CERTIFICATES) {
      handler.setVariable("CHARGER_CA_KEY_ARN", data.chargerCaKey.keyArn);
      data.chargerCaKey.allowSigning(handler.lambda);
    }
    return handler;
  }

  #addSocketRoutes(foundation: Foundation, data: DataStack): void {
    for (const { folder, routeKey, connections } of SOCKET_FUNCTIONS) {
      const handler = this.#addFunction(foundation, data, folder);
      for (const method of connections) {
        grantConnectionsApi(handler, this.api, this.stageName, method);
      }
      if (routeKey === "$connect") {
        handler.setVariable("ORIGIN_SECRET_ARN", data.originSecret.secretArn);
        grantSecret(handler, data.originSecret, data.key);
      }
      new OcppRoute(this, `Route${routeKey.slice(1)}`, {
        api: this.api,
        routeKey,
        handler,
        answers: false,
      });
    }
  }

  #addStage(foundation: Foundation): void {
    const logging = new ApiGatewayLogging(this, "ApiGatewayLogging");
    const stage = new WebSocketStage(this, "Stage", {
      webSocketApi: this.api,
      stageName: this.stageName,
      autoDeploy: true,
      // Half of the account's default, so that a storm of chargers leaves room for the REST API.
      throttle: { rateLimit: 5000, burstLimit: 2500 },
      accessLogSettings: accessLog(this, foundation, {
        connectionId: "$context.connectionId",
      }),
    });
    stage.node.addDependency(logging);
  }
}
