import { CfnOutput, Stack } from "aws-cdk-lib";
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Construct } from "constructs";
import { REST_ROUTES } from "#contracts/rest-routes.ts";
import { acknowledge } from "./acknowledge.ts";
import { accessLog } from "./constructs/access-log.ts";
import { allowMakingApiClients, allowRemovingApiClients } from "./constructs/api-client-grants.ts";
import { allowMail } from "./constructs/mail-grant.ts";
import { PlatformFunction } from "./constructs/platform-function.ts";
import { TenantRole } from "./constructs/tenant-role.ts";
import type { DataStack } from "./data-stack.ts";
import type { Foundation } from "./foundation.ts";
import { RECAPTCHA } from "./recaptcha.ts";
import { ACCESS_FUNCTIONS, REST_FUNCTIONS } from "./rest-functions.ts";
import { VAULT_USES, vaultAccesses } from "./vault-uses.ts";

export interface RestStackProps {
  readonly foundation: Foundation;
  readonly data: DataStack;
  /** The API of the stack that has it; made where absent. */
  readonly api?: HttpApi;
}

/**
 * The REST API: one function for each resource, reached by the routes of contracts/rest-routes.ts and no other. Two
 * stacks share them, because one may have 500 resources: what a network is run with, and who may do it.
 */
export class RestStack extends Stack {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { foundation, data, api }: RestStackProps) {
    super(scope, id, {
      description: api ? "Chargeward: REST, who may do what" : "Chargeward: REST",
    });
    this.api = api ?? this.#newApi(foundation);
    const names = Object.keys(REST_FUNCTIONS).filter(
      (name) => ACCESS_FUNCTIONS.has(name) === (api !== undefined),
    );
    const routes = new Construct(this, "Routes");
    for (const name of names) this.#addResource(name, { foundation, data, routes });
    acknowledge(
      routes,
      "The function itself verifies the access token (aws-jwt-verify), so that one place decides and says why; /health and the OpenAPI document are public.",
      "AwsSolutions-APIG4",
    );
  }

  #newApi(foundation: Foundation): HttpApi {
    const api = new HttpApi(this, "Api", {
      apiName: `chargeward-${foundation.stage}-rest`,
      createDefaultStage: false,
    });
    new HttpStage(this, "Stage", {
      httpApi: api,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: 1000, burstLimit: 500 },
      accessLogSettings: accessLog(this, foundation, {
        responseLatency: "$context.responseLatency",
      }),
    });
    new CfnOutput(this, "ApiUrl", { value: api.apiEndpoint });
    return api;
  }

  #addResource(
    name: string,
    { foundation, data, routes }: RestStackProps & { readonly routes: Construct },
  ): void {
    const { tables, own, timeoutSeconds, ...more } = REST_FUNCTIONS[name] ?? {};
    const handler = new PlatformFunction(this, name, {
      foundation,
      memoryMb: 512,
      ...(own && { tables: own }),
      ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    });
    if (tables) {
      const vaultUse = VAULT_USES[name];
      const { role } = new TenantRole(handler, {
        tables: { ...tables, ...(vaultUse && { Vault: vaultAccesses(vaultUse) }) },
        foundation,
      });
      if (vaultUse) {
        handler.setVariable("VAULT_KEY_ARN", data.vaultKey.keyArn);
        data.vaultKey.allowTenantUse(role, vaultUse);
      }
      if (more.triesCustomerKeys) data.vaultKey.allowTrying(role);
      if (more.sealsCredentials) {
        handler.setVariable("CREDENTIAL_KEY_ARN", data.credentialKey.keyArn);
        data.credentialKey.allowSealing(role);
      }
      if (more.opensCredentials) {
        handler.setVariable("CREDENTIAL_KEY_ARN", data.credentialKey.keyArn);
        data.credentialKey.allowTenantOpening(role);
      }
      if (more.attestsAudit) {
        handler.setVariable("AUDIT_SIGNING_KEY_ARN", data.auditSigningKey.keyArn);
        data.auditSigningKey.allowSigning(role);
        data.auditBucket.allowReadingAnchors(handler, role);
      }
      if (more.judgesBrowsers) {
        handler.setVariable("CREDENTIAL_KEY_ARN", data.credentialKey.keyArn);
        data.credentialKey.allowSealingTokens(role);
        handler.setVariable("RECAPTCHA_SCRIPT_URL", RECAPTCHA.scriptUrl);
      }
      if (more.callers === "drivers") {
        handler.setVariable("DRIVER_ISSUER", data.driverPool.pool.userPoolProviderUrl);
        handler.setVariable("DRIVER_CLIENT_ID", data.driverPool.client.userPoolClientId);
      } else if (more.callers !== "guests") {
        handler.setVariable("STAFF_ISSUER", data.staffPool.pool.userPoolProviderUrl);
        handler.setVariable("STAFF_CLIENT_ID", data.staffPool.client.userPoolClientId);
        handler.setVariable("API_CLIENT_ISSUER", data.apiClientPool.issuer);
      }
    }
    if (more.sendsMail) allowMail(handler, foundation.settings.mailFrom);
    if (more.usesCodes) {
      handler.setVariable("CODE_KEY_ARN", data.codeKey.keyArn);
      data.codeKey.allowSealing(handler.lambda);
      // The door's own name is known only behind this stack, which it stands before.
      handler.setVariable("APP_URL", foundation.settings.appUrl);
    }
    if (more.makesApiClients) {
      allowMakingApiClients(handler, data.apiClientPool);
      allowRemovingApiClients(handler, data.apiClientPool);
    }
    if (more.accountActions) data.staffPool.allowOnAccounts(handler, more.accountActions);
    if (more.queuesWebhooks) {
      handler.setVariable("WEBHOOK_QUEUE_URL", data.webhookDeliveries.queueUrl);
      handler.setVariable("WEBHOOKS_TO_LOOPBACK", foundation.settings.webhooksToLoopback);
      handler.allow("sqs:SendMessage", data.webhookDeliveries.queueArn);
    }
    const integration = new HttpLambdaIntegration(`${handler.node.id}Integration`, handler.lambda, {
      // A permission for each route would fill a third of the 500 resources that a stack may have.
      scopePermissionToRoute: false,
    });
    for (const { function: owner, method, path } of REST_ROUTES) {
      if (owner !== name) continue;
      const routeKey = HttpRouteKey.with(path, HttpMethod[method]);
      new HttpRoute(routes, `${method} ${path}`, { httpApi: this.api, routeKey, integration });
    }
  }
}
