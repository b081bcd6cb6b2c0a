import { Match, type Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, it } from "vitest";
import { functionNamed, tenantStatementsOf } from "./functions.ts";
import { synthesize } from "./synthesized.ts";

const CANARIES = ["canary-a", "canary-a#*", "canary-b", "canary-b#*"];
let events: Template;
let monitoring: Template;
beforeAll(() => {
  const templates = synthesize();
  events = templates.Events;
  monitoring = templates.Monitoring;
});

const statementsOn = (service: string) =>
  functionNamed(events, "events-probe-isolation").statements.filter(({ actions }) =>
    actions.some((action) => action.startsWith(`${service}:`)),
  );

describe("the isolation canary", () => {
  it("reaches the canaries' partitions and the platform's, by leading key, and no other", () => {
    const keys = statementsOn("dynamodb").map(({ conditions }) => conditions);

    expect(keys).toHaveLength(3);
    for (const condition of keys) {
      const owned = { "dynamodb:LeadingKeys": CANARIES };
      const above = { "dynamodb:LeadingKeys": ["platform", "platform#*"] };
      expect(condition).toEqual({
        "ForAllValues:StringLike": expect.toSatisfy(
          (found) =>
            JSON.stringify(found) === JSON.stringify(owned) ||
            JSON.stringify(found) === JSON.stringify(above),
        ),
        Null: { "dynamodb:LeadingKeys": "false" },
      });
    }
  });

  it("can make its program, and neither read nor end another one", () => {
    expect(statementsOn("cognito-idp").flatMap(({ actions }) => actions)).toEqual([
      "cognito-idp:CreateUserPoolClient",
    ]);
  });

  it("has a tenant role under the same condition as the REST functions'", () => {
    const statements = tenantStatementsOf({ events }, "events-probe-isolation").filter(
      ({ actions }) => actions.some((action) => action.startsWith("dynamodb:")),
    );

    expect(statements).toHaveLength(1);
    expect(JSON.stringify(statements[0]?.conditions)).toContain("aws:PrincipalTag/operatorId");
  });

  it("runs every quarter of an hour, in every stage", () => {
    const rule = Match.objectLike({
      Description: "Tries to cross from one operator to another",
      ScheduleExpression: "rate(15 minutes)",
      State: "ENABLED",
    });

    events.hasResourceProperties("AWS::Events::Rule", rule);
    synthesize({ stage: "prod" }).Events.hasResourceProperties("AWS::Events::Rule", rule);
  });

  it.each(["broken", "blind"])("rings where a run is %s", (outcome) => {
    const filters = Object.values(events.findResources("AWS::Logs::MetricFilter"));
    const filter = filters.find(({ Properties }) => Properties.FilterPattern.includes(outcome));
    const [metric] = filter?.["Properties"].MetricTransformations ?? [];

    expect(filter?.["Properties"].FilterPattern).toBe(
      `{ ($.message = "probed isolation") && ($.outcome = "${outcome}") }`,
    );
    monitoring.hasResourceProperties("AWS::CloudWatch::Alarm", {
      MetricName: metric.MetricName,
      Namespace: metric.MetricNamespace,
      Threshold: 1,
    });
  });
});
