import { describe, expect, it } from "vitest";
import type { UsageLine } from "#local/iam/usage.ts";
import { compare } from "#tools/iam-usage/compare.ts";
import { complaintsOf } from "#tools/iam-usage/complaints.ts";
import type { Grant } from "#tools/iam-usage/grants.ts";
import { pageOf } from "#tools/iam-usage/page.ts";

const TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/Fleet";
const QUEUE = "arn:aws:sqs:eu-west-1:000000000000:Timers";
const NOTHING = { explanations: [], denials: [] };

const grant = (action: string, resource: string): Grant => ({
  roleName: "Role",
  holder: "rest-sites",
  statement: "Policy#0",
  action,
  resource,
});
const use = (action: string, resource: string, more: Partial<UsageLine> = {}): UsageLine => ({
  at: "2026-03-01T10:00:00.000Z",
  outcome: "allowed",
  role: "Role",
  statement: "Policy#0",
  action,
  resource,
  calls: 3,
  ...more,
});
const SEND = grant("sqs:SendMessage", QUEUE);

describe("a grant", () => {
  it("is used by a call that its statement allowed on its resource", () => {
    const { holders, neverUsed } = compare([SEND], [use("sqs:SendMessage", QUEUE)], NOTHING);

    expect(holders).toEqual([{ holder: "rest-sites", granted: 1, used: 1 }]);
    expect(neverUsed).toEqual([]);
  });

  it.each<[string, Partial<UsageLine>]>([
    ["another role", { role: "Other" }],
    ["another statement", { statement: "Policy#1" }],
    ["another resource", { resource: `${QUEUE}2` }],
    ["a call that was denied", { outcome: "denied" }],
  ])("is not used by %s", (_, more) => {
    const comparison = compare([SEND], [use("sqs:SendMessage", QUEUE, more)], NOTHING);

    expect(comparison.neverUsed).toEqual([SEND]);
    expect(complaintsOf(comparison)).toContain(
      `rest-sites may sqs:SendMessage on ${QUEUE}: no test uses it, and no reason is given.`,
    );
  });

  it("with a wildcard is used by what the wildcard covers", () => {
    const wide = grant("execute-api:ManageConnections", "arn:aws:execute-api:::api/*");
    const line = use("execute-api:ManageConnections", "arn:aws:execute-api:::api/POST/x");

    expect(compare([wide], [line], NOTHING).neverUsed).toEqual([]);
  });

  it("that is never used may stay for a reason, and the page gives it", () => {
    const explanation = { holders: ["rest-*"], actions: ["sqs:SendMessage"], reason: "Because" };

    const comparison = compare([SEND], [], { ...NOTHING, explanations: [explanation] });

    expect(complaintsOf(comparison)).toEqual([]);
    expect(pageOf(comparison)).toContain("| rest-sites | `sqs:SendMessage` on Timers | Because |");
  });

  it("goes with an action of the same access to the same table, and with no other", () => {
    const grants = [
      grant("dynamodb:GetItem", TABLE),
      grant("dynamodb:Query", `${TABLE}/index/gsi1`),
      grant("dynamodb:PutItem", TABLE),
      grant("dynamodb:Query", `${TABLE}2`),
    ];

    const { neverUsed } = compare(grants, [use("dynamodb:GetItem", TABLE)], NOTHING);

    expect(neverUsed.map(({ action, resource, reason }) => [action, resource, !!reason])).toEqual([
      ["dynamodb:Query", `${TABLE}/index/gsi1`, true],
      ["dynamodb:PutItem", TABLE, false],
      ["dynamodb:Query", `${TABLE}2`, false],
    ]);
  });
});

it("wants no reason for what is used", () => {
  const explanation = { holders: ["rest-sites"], actions: ["sqs:SendMessage"], reason: "Because" };

  const comparison = compare([SEND], [use("sqs:SendMessage", QUEUE)], {
    ...NOTHING,
    explanations: [explanation],
  });

  expect(complaintsOf(comparison)).toEqual([
    'The reason "Because" (rest-sites: sqs:SendMessage) explains nothing any more.',
  ]);
});

describe("a call that was denied", () => {
  const line = use("sqs:ReceiveMessage", QUEUE, { outcome: "denied" });

  it("is a complaint", () => {
    expect(complaintsOf(compare([SEND], [use("sqs:SendMessage", QUEUE), line], NOTHING))).toEqual([
      `Role was denied sqs:ReceiveMessage on ${QUEUE}, 3 times.`,
    ]);
  });

  it("is none where the test is after it", () => {
    const denials = [{ holder: "rest-sites", action: "sqs:ReceiveMessage", reason: "A test" }];

    const comparison = compare([SEND], [use("sqs:SendMessage", QUEUE), line], {
      ...NOTHING,
      denials,
    });

    expect(complaintsOf(comparison)).toEqual([]);
    expect(comparison.denied.expected).toBe(3);
  });
});
