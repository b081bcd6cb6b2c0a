import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS } from "#contracts/rest/operations.ts";
import { REST_ROUTES } from "#contracts/rest-routes.ts";
import { functionNamed, functionsOf } from "./functions.ts";
import { synthesize } from "./synthesized.ts";

let rest: Template;
let access: Template;
beforeAll(() => {
  ({ Rest: rest, Access: access } = synthesize());
});

/** The function behind each route key, as the template wires them. */
function functionsByRoute(template: Template): Record<string, string> {
  const integrations = template.findResources("AWS::ApiGatewayV2::Integration");
  const names = new Map(functionsOf(template).map(({ logicalId, name }) => [logicalId, name]));
  return Object.fromEntries(
    Object.values(template.findResources("AWS::ApiGatewayV2::Route")).map(({ Properties }) => {
      const integration = integrations[Properties.Target["Fn::Join"][1][1].Ref];
      const functionId = integration?.["Properties"].IntegrationUri["Fn::GetAtt"][0];
      return [Properties.RouteKey, names.get(functionId) ?? "nobody"];
    }),
  );
}

describe("the HTTP API", () => {
  it("has the routes of contracts/rest-routes.ts, each to its function, and no other", () => {
    const expected = REST_ROUTES.map((route) => [`${route.method} ${route.path}`, route.function]);

    const byRoute = [functionsByRoute(rest), functionsByRoute(access)];
    expect(Object.assign({}, ...byRoute)).toEqual(Object.fromEntries(expected));
    expect(byRoute.map((each) => Object.keys(each).length).reduce((a, b) => a + b)).toBe(
      OPERATIONS.length,
    );
  });

  it("is throttled, and logs neither paths nor headers nor addresses", () => {
    const [stage] = Object.values(rest.findResources("AWS::ApiGatewayV2::Stage"));

    expect(stage?.["Properties"].DefaultRouteSettings).toEqual({
      ThrottlingBurstLimit: 500,
      ThrottlingRateLimit: 1000,
    });
    expect(stage?.["Properties"].AccessLogSettings.Format).not.toMatch(
      /querystring|header|authoriz|identity|path/i,
    );
  });
});

describe("the functions of resources", () => {
  it("know whose tokens to believe, except those that nobody signs in to", () => {
    const all = [rest, access].flatMap(functionsOf);
    const told = all
      .filter(
        ({ environment }) => "STAFF_ISSUER" in environment && "STAFF_CLIENT_ID" in environment,
      )
      .map(({ name }) => name);

    const ofDrivers = functionNamed(rest, "rest-me").environment;
    expect(told).toHaveLength(all.length - 5);
    expect(told).not.toContain("rest-me");
    expect(told.filter((name) => /^rest-adhoc(-progress|-receipts)?$/.test(name))).toEqual([]);
    expect(Object.keys(ofDrivers)).toEqual(
      expect.arrayContaining(["DRIVER_ISSUER", "DRIVER_CLIENT_ID"]),
    );
    expect(functionNamed(rest, "rest-platform").environment).toEqual({});
  });
});
