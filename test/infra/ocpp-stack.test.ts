import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, it } from "vitest";
import { CHARGER_ACTIONS } from "#ocpp/actions.ts";
import { functionNamed, functionsOf } from "./functions.ts";
import { synthesize } from "./synthesized.ts";

let ocpp: Template;
beforeAll(() => {
  ocpp = synthesize().Ocpp;
});

interface Route {
  readonly routeId: string;
  readonly answers: boolean;
  readonly functionId: string;
}

function routeOf(routeKey: string): Route {
  const routes = ocpp.findResources("AWS::ApiGatewayV2::Route", {
    Properties: { RouteKey: routeKey },
  });
  const [routeId, route] = Object.entries(routes)[0] ?? [];
  if (routeId === undefined) throw new Error(`There is no route ${routeKey}.`);
  const integrationId = route?.["Properties"].Target["Fn::Join"][1][1].Ref;
  const integration = ocpp.findResources("AWS::ApiGatewayV2::Integration")[integrationId];
  return {
    routeId,
    answers: route?.["Properties"].RouteResponseSelectionExpression === "$default",
    functionId: integration?.["Properties"].IntegrationUri["Fn::Join"][1][5]["Fn::GetAtt"][0],
  };
}

function answersTo(routeId: string): number {
  const responses = ocpp.findResources("AWS::ApiGatewayV2::RouteResponse", {
    Properties: { RouteId: { Ref: routeId }, RouteResponseKey: "$default" },
  });
  return Object.keys(responses).length;
}

describe.each(CHARGER_ACTIONS)("the action $action", ({ action, folder }) => {
  it("has a function of its own, by a route that answers", () => {
    const handler = functionNamed(ocpp, `ocpp-${folder}`);

    const route = routeOf(action);

    expect(route).toMatchObject({ answers: true, functionId: handler.logicalId });
    expect(answersTo(route.routeId)).toBe(1);
  });

  it("has a role that no other function has", () => {
    const { roleId } = functionNamed(ocpp, `ocpp-${folder}`);

    const holders = functionsOf(ocpp).filter((candidate) => candidate.roleId === roleId);

    expect(holders.map(({ name }) => name)).toEqual([`ocpp-${folder}`]);
  });
});

describe.each([
  ["$connect", "ocpp-connect"],
  ["$disconnect", "ocpp-disconnect"],
  ["$default", "ocpp-default"],
])("the route %s", (routeKey, name) => {
  it("goes one way", () => {
    const route = routeOf(routeKey);

    expect(route).toMatchObject({
      answers: false,
      functionId: functionNamed(ocpp, name).logicalId,
    });
    expect(answersTo(route.routeId)).toBe(0);
  });
});

describe("the WebSocket API", () => {
  it("routes by the action of a CALL, and knows no other routes", () => {
    ocpp.hasResourceProperties("AWS::ApiGatewayV2::Api", {
      ProtocolType: "WEBSOCKET",
      RouteSelectionExpression: "$request.body.[2]",
    });
    ocpp.resourceCountIs("AWS::ApiGatewayV2::Route", CHARGER_ACTIONS.length + 3);
    ocpp.resourceCountIs("AWS::Lambda::Function", CHARGER_ACTIONS.length + 3);
  });

  it("is throttled, and logs neither queries nor headers nor addresses", () => {
    const [stage] = Object.values(ocpp.findResources("AWS::ApiGatewayV2::Stage"));

    const { Properties } = stage ?? {};

    expect(Properties).toMatchObject({
      StageName: "v1",
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 5000, ThrottlingBurstLimit: 2500 },
    });
    expect(Properties.AccessLogSettings.Format).toContain("$context.routeKey");
    expect(Properties.AccessLogSettings.Format).not.toMatch(
      /querystring|header|authoriz|identity|path/i,
    );
  });

  it("lets only three functions near the sockets of others, each for one thing", () => {
    const grants = functionsOf(ocpp).flatMap(({ name, statements }) =>
      statements
        .filter(({ actions }) => actions.includes("execute-api:ManageConnections"))
        .map(({ resources }) => [name, JSON.stringify(resources).match(/\/v1\/\w+/)?.[0]]),
    );

    expect(grants).toEqual([
      ["ocpp-connect", "/v1/DELETE"],
      ["ocpp-default", "/v1/POST"],
    ]);
  });
});
