import { describe, expect, it } from "vitest";
import { makePutEvents } from "#local/eventbridge/put-events.ts";
import type { RuleDefinition } from "#local/services.ts";

const RULE: RuleDefinition = {
  arn: "arn:aws:events:eu-west-1:000000000000:rule/domain/ended",
  name: "ended",
  busName: "domain",
  eventPattern: { "detail-type": ["SessionEnded"] },
  targets: [{ arn: "bill" }, { arn: "thank" }],
};

const ENTRY = {
  EventBusName: "domain",
  Source: "chargeward",
  DetailType: "SessionEnded",
  Detail: '{"energyWh":42}',
};

function setUp() {
  const accepted: { target: { arn: string }; event: object }[] = [];
  const putEvents = makePutEvents(
    { region: "eu-west-1", accountId: "000000000000", busNames: ["domain"], rules: [RULE] },
    (deliveries) => accepted.push(...deliveries),
  );
  return { accepted, putEvents };
}

describe("PutEvents", () => {
  it("hands a fitting event to each target of the rule, in AWS's envelope", () => {
    const { accepted, putEvents } = setUp();

    const answer = putEvents({ Entries: [{ ...ENTRY, Time: 1_795_000_000 }] });

    expect(answer).toMatchObject({
      FailedEntryCount: 0,
      Entries: [{ EventId: expect.any(String) }],
    });
    expect(accepted.map(({ target }) => target.arn)).toEqual(["bill", "thank"]);
    expect(accepted[0]?.event).toMatchObject({
      version: "0",
      source: "chargeward",
      "detail-type": "SessionEnded",
      account: "000000000000",
      region: "eu-west-1",
      time: "2026-11-18T11:06:40Z",
      resources: [],
      detail: { energyWh: 42 },
    });
  });

  it("knows a bus by its ARN too", () => {
    const { accepted, putEvents } = setUp();
    const EventBusName = "arn:aws:events:eu-west-1:000000000000:event-bus/domain";

    putEvents({ Entries: [{ ...ENTRY, EventBusName }] });

    expect(accepted).toHaveLength(2);
  });

  it("keeps events of another type and of another bus from the rule", () => {
    const { accepted, putEvents } = setUp();

    putEvents({
      Entries: [
        { ...ENTRY, DetailType: "SessionStarted" },
        { ...ENTRY, EventBusName: "default" },
      ],
    });

    expect(accepted).toEqual([]);
  });

  it.each([
    ["a detail that is not JSON", { Detail: "{" }, "MalformedDetail"],
    ["a detail that is no object", { Detail: "[1]" }, "MalformedDetail"],
    ["no source", { Source: "" }, "InvalidArgument"],
    ["a bus that does not exist", { EventBusName: "nowhere" }, "ResourceNotFoundException"],
    ["a detail that is too large", { Detail: `"${"x".repeat(262_144)}"` }, "InvalidArgument"],
  ])("refuses an entry with %s, and takes the ones beside it", (_name, fault, code) => {
    const { accepted, putEvents } = setUp();

    const answer = putEvents({ Entries: [{ ...ENTRY, ...fault }, ENTRY] });

    expect(answer).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode: code }, {}] });
    expect(accepted).toHaveLength(2);
  });

  it.each([0, 11])("refuses %i entries at once", (count) => {
    const { putEvents } = setUp();

    expect(() => putEvents({ Entries: Array.from({ length: count }, () => ENTRY) })).toThrow(
      /1 to 10/,
    );
  });
});
