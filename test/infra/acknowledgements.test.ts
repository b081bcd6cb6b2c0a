import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Validations } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { describe, expect, it } from "vitest";
import { makePlatform } from "./synthesized.ts";

const PROD = {
  stage: "prod",
  wafRegionStack: "true",
  domain: "example.com",
  ocppCertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/ocpp",
  appCertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/app",
  webAclArn: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/1",
};

describe("the stacks", () => {
  it.each([
    ["dev", {}],
    ["prod with a domain and a firewall", PROD],
  ])("of %s synthesize without a finding, a warning or an error", (_, context) => {
    const assembly = makePlatform(context).app.synth();

    const report = JSON.parse(
      readFileSync(join(assembly.directory, "validation-report.json"), "utf8"),
    );
    expect(report.pluginReports).toEqual([]);
    expect(assembly.stacks.flatMap(({ messages }) => messages)).toEqual([]);
  });

  it("do not synthesize with a finding that nobody accepted", () => {
    const { app, platform } = makePlatform();
    new Queue(platform.data, "Careless");

    expect(() => app.synth()).toThrow(/Data\/Careless.*\n.*AwsSolutions-SQS3/);
  });

  it("give a reason for each finding that they accept", () => {
    const accepted = makePlatform()
      .app.node.findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries<string>(data));

    expect(accepted.length).toBeGreaterThan(30);
    expect(accepted.filter(([, reason]) => reason.length < 30)).toEqual([]);
  });
});
