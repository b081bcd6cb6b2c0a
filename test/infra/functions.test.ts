import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, it } from "vitest";
import { ENVIRONMENT_VARIABLES } from "#contracts/environment.ts";
import { type DeployedFunction, functionsOf } from "./functions.ts";
import { type StackName, synthesize } from "./synthesized.ts";

const FUNCTION_STACKS = ["Ocpp", "Rest", "Access", "Events"] as const;

let templates: Record<StackName, Template>;
let functions: DeployedFunction[];
beforeAll(() => {
  templates = synthesize();
  functions = FUNCTION_STACKS.flatMap((name) => functionsOf(templates[name]));
});

function every<Value>(read: (candidate: DeployedFunction) => Value): Value[] {
  expect(functions.length).toBeGreaterThan(20);
  return [...new Set(functions.map(read))];
}

describe("every function", () => {
  it("runs Node 24 on arm64 and is traced", () => {
    expect(every(({ properties }) => properties["Runtime"])).toEqual(["nodejs24.x"]);
    expect(every(({ properties }) => JSON.stringify(properties["Architectures"]))).toEqual([
      '["arm64"]',
    ]);
    expect(every(({ properties }) => JSON.stringify(properties["TracingConfig"]))).toEqual([
      '{"Mode":"Active"}',
    ]);
  });

  it("has a role and a log group that are its own", () => {
    expect(every(({ roleId }) => roleId)).toHaveLength(functions.length);
    expect(
      every(({ properties }) => JSON.stringify(Object(properties["LoggingConfig"]).LogGroup)),
    ).toHaveLength(functions.length);
  });

  it("is told only what contracts/environment.ts names", () => {
    const names = new Set(functions.flatMap(({ environment }) => Object.keys(environment)));

    expect([...names].sort()).toEqual([...ENVIRONMENT_VARIABLES].sort());
  });

  it("answers before API Gateway gives up", () => {
    const slow = functions.filter(({ properties }) => Number(properties["Timeout"]) > 10);

    expect(slow.map(({ name, properties }) => [name, properties["Timeout"]])).toEqual([
      ["rest-command-jobs", 29],
      ["rest-smart-charging", 29],
      ["rest-reservations", 29],
      ["rest-commands", 29],
      ["events-sweep-stale-sessions", 60],
      ["events-run-access-duties", 240],
      ["events-execute-approved-action", 30],
      ["events-erase-driver", 240],
      ["events-rotate-keys", 240],
      ["events-run-privacy-duties", 240],
      ["events-follow-operator-life", 60],
      ["events-run-command-jobs", 30],
      ["events-synchronise-local-lists", 240],
      ["events-send-receipt", 30],
      ["events-watch-certificates", 240],
      ["events-deliver-webhooks", 30],
      ["events-advance-payments", 55],
      ["events-probe-isolation", 90],
      ["events-record-audit", 60],
      ["events-seal-audit", 600],
    ]);
  });

  it("has 256 MB, and 512 MB where people wait", () => {
    expect(
      functions
        .filter(({ properties }) => properties["MemorySize"] !== 256)
        .every(
          ({ name, properties }) =>
            (name.startsWith("rest-") || name === "events-assess-adhoc-session") &&
            properties["MemorySize"] === 512,
        ),
    ).toBe(true);
  });
});

describe.each([
  ["dev", 30, "Delete"],
  ["prod", 365, "Retain"],
])("in %s", (stage, days, policy) => {
  it(`logs are encrypted, kept ${days} days and end by ${policy}`, () => {
    const groups = Object.values(synthesize({ stage })).flatMap((template) =>
      Object.values(template.findResources("AWS::Logs::LogGroup")),
    );

    expect(groups.length).toBeGreaterThan(functions.length);
    for (const { Properties, DeletionPolicy } of groups) {
      expect(Properties.RetentionInDays).toBe(days);
      expect(JSON.stringify(Properties.KmsKeyId)).toContain("PlatformKey");
      expect(DeletionPolicy).toBe(policy);
    }
  });
});

it("keeps each stack well below the 500 resources that CloudFormation takes", () => {
  const counts = Object.entries(templates).map(([name, template]) => [
    name,
    Object.keys(template.toJSON()["Resources"]).length,
  ]);

  expect(counts.filter(([, count]) => Number(count) > 480)).toEqual([]);
});
