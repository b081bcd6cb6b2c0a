import type { ResolvedResource, Resolver } from "../assembly/resolver.ts";
import type { HttpDefinition } from "./http-definition.ts";
import type { WebSocketDefinition } from "./websocket-definition.ts";

/** API Gateway's longest patience with an integration. */
const WEBSOCKET_TIMEOUT_MS = 29_000;
const HTTP_TIMEOUT_MS = 30_000;

/** The WebSocket APIs of the templates. Throws for a route that asks for what is not run here. */
export function webSocketDefinitions(resolver: Resolver): readonly WebSocketDefinition[] {
  const answering = new Set(
    resolver
      .resources("AWS::ApiGatewayV2::RouteResponse")
      .map(({ properties }) => String(properties["RouteId"])),
  );
  return apisOf(resolver, "WEBSOCKET").map((api) => ({
    apiId: api.ref,
    stageName: stageNameOf(resolver, api),
    routeSelectionExpression: String(api.properties["RouteSelectionExpression"]),
    routes: new Map(
      routesOf(resolver, api, WEBSOCKET_TIMEOUT_MS).map(({ route, ...rest }) => [
        String(route.properties["RouteKey"]),
        { ...rest, answers: answering.has(route.ref) },
      ]),
    ),
  }));
}

/** The HTTP APIs of the templates. Throws for a route that asks for what is not run here. */
export function httpDefinitions(resolver: Resolver): readonly HttpDefinition[] {
  return apisOf(resolver, "HTTP").map((api) => {
    if (api.properties["CorsConfiguration"] !== undefined) {
      throw new Error(
        `The HTTP API ${api.logicalId} has a CORS configuration, which is not run here.`,
      );
    }
    return {
      apiId: api.ref,
      stageName: stageNameOf(resolver, api),
      routes: routesOf(resolver, api, HTTP_TIMEOUT_MS).map(({ route, ...rest }) => ({
        ...rest,
        routeKey: String(route.properties["RouteKey"]),
      })),
    };
  });
}

function apisOf(resolver: Resolver, protocol: "HTTP" | "WEBSOCKET"): readonly ResolvedResource[] {
  return resolver
    .resources("AWS::ApiGatewayV2::Api")
    .filter(({ properties }) => properties["ProtocolType"] === protocol);
}

function stageNameOf(resolver: Resolver, api: ResolvedResource): string {
  const stages = resolver
    .resources("AWS::ApiGatewayV2::Stage")
    .filter(({ properties }) => properties["ApiId"] === api.ref);
  const [stage] = stages;
  if (stage === undefined || stages.length > 1) {
    throw new Error(`The API ${api.logicalId} has ${stages.length} stages; one is run here.`);
  }
  return stage.ref;
}

interface RouteTarget {
  readonly route: ResolvedResource;
  readonly functionArn: string;
  readonly timeoutMs: number;
}

function routesOf(
  resolver: Resolver,
  api: ResolvedResource,
  longestMs: number,
): readonly RouteTarget[] {
  const integrations = new Map(
    resolver.resources("AWS::ApiGatewayV2::Integration").map((each) => [each.ref, each]),
  );
  return resolver
    .resources("AWS::ApiGatewayV2::Route")
    .filter(({ properties }) => properties["ApiId"] === api.ref)
    .map((route) => {
      const { AuthorizationType: authorization, RouteKey: key, Target: target } = route.properties;
      if (authorization !== undefined && authorization !== "NONE") {
        throw new Error(
          `The route ${key} of ${api.logicalId} has an authorizer, which is not run here.`,
        );
      }
      const integration = integrations.get(String(target).replace("integrations/", ""));
      const functionArn = /arn:aws:lambda:[^/]+/.exec(
        String(integration?.properties["IntegrationUri"]),
      )?.[0];
      if (integration === undefined || functionArn === undefined) {
        throw new Error(`The route ${key} of ${api.logicalId} leads to no function.`);
      }
      const timeoutMs = Number(integration.properties["TimeoutInMillis"] ?? longestMs);
      return { route, functionArn, timeoutMs };
    });
}
