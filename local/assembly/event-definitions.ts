import type { RuleDefinition, RuleTarget } from "../services.ts";
import type { Resolver } from "./resolver.ts";
import type { Properties } from "./template.ts";

/** Names of the templates' event buses. */
export function busNames(resolver: Resolver): readonly string[] {
  return resolver.resources("AWS::Events::EventBus").map(({ physicalName }) => physicalName);
}

/** The templates' enabled rules, by pattern or by schedule. Throws for a target that asks for what is not run here. */
export function ruleDefinitions(resolver: Resolver): readonly RuleDefinition[] {
  return resolver
    .resources("AWS::Events::Rule")
    .filter(({ properties }) => properties["State"] !== "DISABLED")
    .map((rule) => {
      const { EventPattern: pattern, ScheduleExpression: schedule } = rule.properties;
      const targets = (rule.properties["Targets"] ?? []) as readonly Properties[];
      return {
        arn: rule.attribute("Arn"),
        name: rule.physicalName,
        busName: String(rule.properties["EventBusName"] ?? "default")
          .split("/")
          .at(-1) as string,
        ...(pattern === undefined ? {} : { eventPattern: pattern }),
        ...(schedule === undefined ? {} : { scheduleExpression: String(schedule) }),
        targets: targets.map((target) => targetOf(rule.logicalId, target)),
      };
    });
}

function targetOf(ruleId: string, target: Properties): RuleTarget {
  const arn = String(target["Arn"]);
  if (!/^arn:aws:(lambda|sqs):/.test(arn) || target["InputTransformer"] || target["InputPath"]) {
    throw new Error(
      `A target of the rule ${ruleId} is neither function nor queue, or changes its input, which is not run here.`,
    );
  }
  const retry = (target["RetryPolicy"] ?? {}) as Readonly<Record<string, number | undefined>>;
  const attempts = retry["MaximumRetryAttempts"];
  const ageSeconds = retry["MaximumEventAgeInSeconds"];
  const deadLetter = (target["DeadLetterConfig"] as Properties | undefined)?.["Arn"];
  return {
    arn,
    ...(target["Input"] === undefined ? {} : { input: String(target["Input"]) }),
    ...(attempts === undefined ? {} : { maximumRetryAttempts: attempts }),
    ...(ageSeconds === undefined ? {} : { maximumEventAgeSeconds: ageSeconds }),
    ...(deadLetter === undefined ? {} : { deadLetterQueueArn: String(deadLetter) }),
  };
}
