import { runSimulation } from "@cloud-copilot/iam-simulate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { REST_FUNCTIONS } from "#lib/rest-functions.ts";
import { tenantStatementsOf } from "../infra/functions.ts";
import { synthesize } from "../infra/synthesized.ts";
import { tally } from "./tally.ts";

const ACCOUNT = "111111111111";
const TABLE = `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/Any`;
const counts = tally();
let templates: ReturnType<typeof synthesize>;
beforeAll(() => {
  templates = synthesize();
});
afterAll(() => counts.write("tenant-role"));

const names = Object.entries(REST_FUNCTIONS).flatMap(([name, { tables }]) =>
  tables ? [name] : [],
);

/** Whether IAM lets the tenant role do it, by its synthesized policy, on the table of the statement. */
async function isAllowed(
  statement: ReturnType<typeof tenantStatementsOf>[number],
  action: string,
  keys: readonly string[],
  tag: string | undefined,
): Promise<boolean> {
  const answer = await runSimulation(
    {
      request: {
        principal: `arn:aws:sts::${ACCOUNT}:assumed-role/tenant/session`,
        action,
        resource: { resource: TABLE, accountId: ACCOUNT },
        contextVariables: {
          ...(tag !== undefined && { "aws:PrincipalTag/operatorId": tag }),
          ...(keys.length > 0 && { "dynamodb:LeadingKeys": [...keys] }),
        },
      },
      identityPolicies: [
        {
          name: "tenant",
          policy: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Action: action,
                Resource: TABLE,
                Condition: statement.conditions,
              },
            ],
          },
        },
      ],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (answer.resultType === "error") throw new Error(JSON.stringify(answer));
  return answer.overallResult === "Allowed";
}

const FOREIGN: readonly (readonly [string, readonly string[], string | undefined])[] = [
  ["the other operator", ["demo-b"], "demo-a"],
  ["a thing of the other operator", ["demo-b#CP-1"], "demo-a"],
  ["an operator whose id begins alike", ["demo-ab"], "demo-a"],
  ["a thing of an operator whose id begins alike", ["demo-a-b#CP-1"], "demo-a"],
  ["the platform", ["platform"], "demo-a"],
  ["for whom else a person works", ["SUBJECT#ann"], "demo-a"],
  ["both operators at once", ["demo-a", "demo-b"], "demo-a"],
  ["no key at all", [], "demo-a"],
  ["its own key without a tag", ["demo-a"], undefined],
];

describe.each(names)("the tenant role of %s", (name) => {
  const statements = () =>
    tenantStatementsOf(templates, name).flatMap((statement) =>
      statement.actions
        .filter((action) => action.startsWith("dynamodb:"))
        .map((action) => ({ statement, action })),
    );

  it("reaches the operator of its session", async () => {
    const all = statements();

    expect(all.length).toBeGreaterThan(0);
    for (const { statement, action } of all) {
      for (const key of ["demo-a", "demo-a#CP-1"]) {
        expect(await isAllowed(statement, action, [key], "demo-a"), `${action} ${key}`).toBe(true);
      }
    }
  });

  it.each(FOREIGN)("does not reach %s", async (_, keys, tag) => {
    for (const { statement, action } of statements()) {
      const allowed = await isAllowed(statement, action, keys, tag);

      counts.note("IAM (simulated): every action of every tenant role on a foreign key", allowed);
      expect(allowed, action).toBe(false);
    }
  });
});
