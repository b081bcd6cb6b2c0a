import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, it } from "vitest";
import { functionNamed, type Properties } from "./functions.ts";
import { type StackName, synthesize } from "./synthesized.ts";

let templates: Record<StackName, Template>;
let events: Template;
beforeAll(() => {
  templates = synthesize();
  events = templates.Events;
});

/** The sources that wake a function, each table or queue with the filters of what it is woken for. */
function sourcesOf(name: string): Record<string, unknown[]> {
  const { logicalId } = functionNamed(events, name);
  const sources = mappings()
    .filter(({ FunctionName }) => Object(FunctionName).Ref === logicalId)
    .map(({ EventSourceArn, FilterCriteria }) => [
      JSON.stringify(EventSourceArn).match(/GetAtt([A-Za-z]+?)(?:Table)?[0-9A-F]{8}/)?.[1] ?? "?",
      (Object(FilterCriteria).Filters ?? []).map(({ Pattern }: { Pattern: string }) =>
        JSON.parse(Pattern),
      ),
    ]);
  return Object.fromEntries(sources);
}

/** The events on the bus that wake a function. */
function patternsFor(name: string): unknown[] {
  const { logicalId } = functionNamed(events, name);
  return Object.values(events.findResources("AWS::Events::Rule"))
    .filter(({ Properties }) => Properties.Targets[0].Arn["Fn::GetAtt"][0] === logicalId)
    .map(({ Properties }) => Properties.EventPattern);
}

function mappings(): Properties[] {
  return Object.values(events.findResources("AWS::Lambda::EventSourceMapping")).map(
    (mapping) => mapping["Properties"],
  );
}

function sortKey(match: unknown) {
  return { dynamodb: { Keys: { sk: { S: [match] } } } };
}

describe("what wakes a reaction", () => {
  it("is a command that came or went, a charger that came back, or the deadline of a command", () => {
    expect(patternsFor("events-advance-command-queue")).toEqual([
      {
        source: ["chargeward"],
        "detail-type": ["CommandCreated", "CommandFinished", "ChargerConnected"],
      },
    ]);
    expect(sourcesOf("events-advance-command-queue")).toEqual({ CommandTimers: [] });
  });

  it("is the end of a command whose answer says how a charger stands", () => {
    const pattern = (action: readonly string[]) => ({
      source: ["chargeward"],
      "detail-type": ["CommandFinished"],
      detail: { action },
    });

    expect(patternsFor("events-follow-commands")).toEqual([
      pattern([
        "CancelReservation",
        "ClearChargingProfile",
        "GetChargingProfiles",
        "GetCompositeSchedule",
        "ReserveNow",
        "SetChargingProfile",
      ]),
    ]);
    expect(patternsFor("events-synchronise-local-lists")).toContainEqual(
      pattern(["GetLocalListVersion", "SendLocalList"]),
    );
  });

  it("is somebody who begins to watch a charger, or a charger that came back", () => {
    expect(patternsFor("events-follow-watch")).toEqual([
      {
        source: ["chargeward"],
        "detail-type": ["MessageWatchStarted", "ChargerConnected"],
      },
    ]);
    expect(sourcesOf("events-follow-watch")).toEqual({});
  });

  it("is a change of a charger, a command, a job, a watch, a session or a payment", () => {
    expect(sourcesOf("events-publish-domain-events")).toEqual({
      Fleet: [
        sortKey("CHARGER"),
        sortKey({ prefix: "COMMAND#" }),
        sortKey({ prefix: "COMMANDJOB#" }),
        sortKey("WATCH"),
      ],
      Charging: [sortKey("SESSION"), sortKey({ prefix: "ADHOC#" }), sortKey("ADHOC-TEST")],
      Payments: [sortKey({ prefix: "PAYMENT#" }), sortKey({ prefix: "NOTICE#" })],
      People: ["DRIVER#", "REQUEST#", "ERASURE#", "KEYROTATION#"].map((prefix) =>
        sortKey({ prefix }),
      ),
    });
  });

  it("is an approval that a second person has just given", () => {
    expect(sourcesOf("events-execute-approved-action")).toEqual({
      Security: [
        {
          eventName: ["MODIFY"],
          dynamodb: {
            Keys: { sk: { S: [{ prefix: "APPROVAL#" }] } },
            NewImage: { state: { S: ["approved"] } },
          },
        },
      ],
    });
  });

  it("is the suspension of an operator, its end, and an operator that is ending and has not ended", () => {
    const change = (before: boolean, after: boolean) => ({
      eventName: ["MODIFY"],
      dynamodb: {
        Keys: { sk: { S: ["OPERATOR"] } },
        OldImage: { suspendedAt: { S: [{ exists: before }] } },
        NewImage: { suspendedAt: { S: [{ exists: after }] } },
      },
    });

    expect(sourcesOf("events-follow-operator-life")).toEqual({
      Directory: [
        change(false, true),
        change(true, false),
        {
          eventName: ["MODIFY"],
          dynamodb: {
            Keys: { sk: { S: ["OPERATOR"] } },
            NewImage: {
              offboarding: { M: { approvalId: { S: [{ exists: true }] } } },
              offboardedAt: { S: [{ exists: false }] },
            },
          },
        },
      ],
    });
  });

  it("has room in every stream: none has more than two readers", () => {
    const readers = Map.groupBy(
      mappings().filter(({ StartingPosition }) => StartingPosition !== undefined),
      ({ EventSourceArn }) => JSON.stringify(EventSourceArn),
    );

    expect(readers.size).toBeGreaterThanOrEqual(4);
    for (const [stream, sources] of readers) {
      expect(sources.length, stream).toBeLessThanOrEqual(2);
    }
  });

  it("is each domain event for webhooks, and then the queue of what is due", () => {
    expect(patternsFor("events-queue-webhooks")).toEqual([{ source: ["chargeward"] }]);
    expect(sourcesOf("events-deliver-webhooks")).toEqual({ WebhookDeliveries: [] });
  });

  it.each(["events-sweep-stale-sessions", "events-run-access-duties"])(
    "is every fifth minute for %s",
    (name) => {
      const { logicalId } = functionNamed(events, name);
      const rules = Object.values(events.findResources("AWS::Events::Rule")).filter(
        ({ Properties }) => Properties.Targets[0].Arn["Fn::GetAtt"][0] === logicalId,
      );

      expect(rules.map(({ Properties }) => Properties.ScheduleExpression)).toEqual([
        "rate(5 minutes)",
      ]);
    },
  );
});

describe("work that fails for good", () => {
  it("is cut out of its batch, and ends in a dead-letter queue after a bounded number of tries", () => {
    const streams = mappings().filter(
      ({ StartingPosition, TumblingWindowInSeconds }) =>
        StartingPosition !== undefined && TumblingWindowInSeconds === undefined,
    );

    expect(streams).toHaveLength(6);
    for (const stream of streams) {
      expect(stream).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        MaximumRetryAttempts: 5,
        MaximumRecordAgeInSeconds: 3600,
        StartingPosition: "TRIM_HORIZON",
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
    }
  });

  it("is never left out of the audit journal while the stream remembers it", () => {
    const streams = mappings().filter(
      ({ TumblingWindowInSeconds }) => TumblingWindowInSeconds !== undefined,
    );

    expect(streams).toHaveLength(6);
    for (const stream of streams) {
      expect(stream).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        StartingPosition: "TRIM_HORIZON",
        TumblingWindowInSeconds: 900,
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
      expect(stream).not.toHaveProperty("MaximumRetryAttempts");
      expect(stream).not.toHaveProperty("MaximumRecordAgeInSeconds");
      expect(stream).not.toHaveProperty("FilterCriteria");
      // More than one batch of a shard at a time would lose the order that tells what came before.
      expect(stream).not.toHaveProperty("ParallelizationFactor");
    }
  });

  it("of a timer or a webhook is reported message by message", () => {
    const queues = mappings().filter(({ StartingPosition }) => StartingPosition === undefined);

    expect(queues).toHaveLength(3);
    for (const queue of queues) {
      expect(queue).toMatchObject({ FunctionResponseTypes: ["ReportBatchItemFailures"] });
    }
  });

  it.each(["SweepFailures", "AccessDutyFailures"])(
    "ends in %s, whether it was never called or failed",
    (queue) => {
      const targets = Object.values(events.findResources("AWS::Events::Rule")).flatMap(
        ({ Properties }) => Properties.Targets,
      );

      expect(targets).toContainEqual(
        expect.objectContaining({
          DeadLetterConfig: {
            Arn: { "Fn::GetAtt": [expect.stringMatching(new RegExp(`^${queue}`)), "Arn"] },
          },
          RetryPolicy: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 2 },
        }),
      );
    },
  );

  it("is tried once more before it is kept", () => {
    events.hasResourceProperties("AWS::Lambda::EventInvokeConfig", { MaximumRetryAttempts: 1 });
  });

  it("rings an alarm for every dead-letter queue", () => {
    const deadLetterQueues = [templates.Data, templates.Events]
      .flatMap((template) => Object.keys(template.findResources("AWS::SQS::Queue")))
      .filter((logicalId) => logicalId.includes("Failures"));
    const alarms = JSON.stringify(
      templates.Monitoring.findResources("AWS::CloudWatch::Alarm", {
        Properties: { MetricName: "ApproximateNumberOfMessagesVisible" },
      }),
    );

    expect(deadLetterQueues.length).toBeGreaterThanOrEqual(5);
    for (const logicalId of deadLetterQueues) expect(alarms).toContain(logicalId);
  });
});
