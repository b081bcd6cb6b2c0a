import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Match, type Template } from "aws-cdk-lib/assertions";
import { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import { beforeAll, describe, expect, it } from "vitest";
import { makePlatform, synthesize } from "./synthesized.ts";

const runbook = readFileSync(join(import.meta.dirname, "../../docs/runbook.md"), "utf8");

let monitoring: Template;
let alarmIds: string[];
beforeAll(() => {
  monitoring = synthesize().Monitoring;
  alarmIds = makePlatform()
    .platform.monitoring.node.findAll()
    .filter((construct) => construct instanceof Alarm)
    .map(({ node }) => node.id);
});

describe("every alarm", () => {
  it("has a section in the runbook, and every section has an alarm", () => {
    const alarms = runbook.slice(runbook.indexOf("\n## Alarms"));
    const sections = [...alarms.matchAll(/^### (\w+)$/gm)].map(([, heading]) => heading);

    expect(sections.sort()).toEqual([...alarmIds].sort());
    expect(alarmIds.length).toBeGreaterThan(10);
  });

  it("says where that section is, rings by the topic, and says when it is over", () => {
    const alarms = Object.values(monitoring.findResources("AWS::CloudWatch::Alarm"));

    expect(alarms).toHaveLength(alarmIds.length);
    for (const { Properties } of alarms) {
      expect(Properties.AlarmDescription).toMatch(/ See docs\/runbook\.md#[a-z]+$/);
      expect(Properties.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Alarms/) }]);
      expect(Properties.OKActions).toEqual(Properties.AlarmActions);
    }
  });
});

describe("the topic of alarms", () => {
  it("is encrypted, and CloudWatch of this account alone publishes to it", () => {
    monitoring.hasResourceProperties("AWS::SNS::Topic", { KmsMasterKeyId: Match.anyValue() });
    monitoring.hasResourceProperties("AWS::SNS::TopicPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
          }),
        ]),
      },
    });
  });

  it("writes to the address that the context names, and to nobody without one", () => {
    monitoring.resourceCountIs("AWS::SNS::Subscription", 0);
    synthesize({ alarmEmail: "ops@example.com" }).Monitoring.hasResourceProperties(
      "AWS::SNS::Subscription",
      { Protocol: "email", Endpoint: "ops@example.com" },
    );
  });
});

it("shows one dashboard", () => {
  monitoring.resourceCountIs("AWS::CloudWatch::Dashboard", 1);
});
