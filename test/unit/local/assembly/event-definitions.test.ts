import { describe, expect, it } from "vitest";
import { ruleDefinitions } from "#local/assembly/event-definitions.ts";
import { resolverOf } from "#test/support/local/template-assembly.ts";

const rule = (properties: object) => ({ Type: "AWS::Events::Rule", Properties: { ...properties } });
const QUEUE_ARN = "arn:aws:sqs:eu-west-1:000000000000:q";

describe("the rules of a template", () => {
  it("keep schedule, retries and dead-letter queue, and drop what is disabled", () => {
    const resolver = resolverOf({
      Sweep: rule({
        ScheduleExpression: "rate(5 minutes)",
        Targets: [
          {
            Arn: QUEUE_ARN,
            DeadLetterConfig: { Arn: `${QUEUE_ARN}-dead` },
            RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 300 },
          },
        ],
      }),
      Off: rule({ State: "DISABLED", ScheduleExpression: "rate(1 minute)" }),
    });

    expect(ruleDefinitions(resolver)).toEqual([
      {
        arn: "arn:aws:events:eu-west-1:000000000000:rule/Stack-Sweep",
        name: "Stack-Sweep",
        busName: "default",
        scheduleExpression: "rate(5 minutes)",
        targets: [
          {
            arn: QUEUE_ARN,
            maximumRetryAttempts: 2,
            maximumEventAgeSeconds: 300,
            deadLetterQueueArn: `${QUEUE_ARN}-dead`,
          },
        ],
      },
    ]);
  });

  it("belong to the bus that they name, by name or ARN", () => {
    const resolver = resolverOf({
      Named: rule({ EventBusName: "domain" }),
      Arn: rule({ EventBusName: "arn:aws:events:eu-west-1:000000000000:event-bus/domain" }),
    });

    expect(ruleDefinitions(resolver).map(({ busName }) => busName)).toEqual(["domain", "domain"]);
  });

  it.each([
    { Arn: "arn:aws:states:eu-west-1:000000000000:stateMachine:x" },
    { Arn: QUEUE_ARN, InputTransformer: { InputTemplate: "{}" } },
  ])("stop at a target that is not run here: %j", (target) => {
    const resolver = resolverOf({ Odd: rule({ Targets: [target] }) });

    expect(() => ruleDefinitions(resolver)).toThrow(/rule Odd/);
  });
});
