import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, it } from "vitest";
import { KEPT_PURPOSES, VAULT_USES } from "#lib/vault-uses.ts";
import {
  type DeployedFunction,
  functionsOf,
  type Statement,
  tenantStatementsOf,
} from "./functions.ts";
import { type StackName, synthesize } from "./synthesized.ts";

let templates: Record<StackName, Template>;
let functions: DeployedFunction[];
beforeAll(() => {
  templates = synthesize();
  functions = Object.values(templates).flatMap(functionsOf);
});

/** Every wildcard in a function's policy, with the reason why it must be one. */
const ACCEPTED_WILDCARDS: Readonly<Record<string, string>> = {
  "xray:PutTelemetryRecords,xray:PutTraceSegments on *": "X-Ray knows no resources",
  "execute-api:ManageConnections on /v1/DELETE/@connections/*": "connection ids are not known",
  "execute-api:ManageConnections on /v1/GET/@connections/*": "connection ids are not known",
  "execute-api:ManageConnections on /v1/POST/@connections/*": "connection ids are not known",
  "s3:GetObject,s3:PutObject on /*":
    "the journals of all operators are sealed, and their anchors read",
};

function wildcardsOf({ actions, resources }: Statement): string[] {
  const wildActions = actions.filter((action) => action.includes("*"));
  const wildResources = resources
    .map((resource) => JSON.stringify(resource).match(/[^"]*\*[^"]*/)?.[0])
    .filter((resource) => resource !== undefined)
    .map((resource) => `${actions.join()} on ${resource}`);
  return [...wildActions, ...wildResources];
}

/** What drivers without an account call. */
const WITHOUT_STAFF = [
  "rest-adhoc",
  "rest-adhoc-progress",
  "rest-adhoc-receipts",
  "rest-psp-notices",
];

describe("a function's role", () => {
  it("has no wildcard but those that have a reason, and each reason is needed", () => {
    const wildcards = functions.flatMap(({ statements }) => statements.flatMap(wildcardsOf));

    expect([...new Set(wildcards)].sort()).toEqual(Object.keys(ACCEPTED_WILDCARDS).sort());
  });

  it("never scans a table", () => {
    const actions = functions.flatMap(({ statements }) => statements.flatMap((s) => s.actions));

    expect(actions).toContain("dynamodb:Query");
    expect(actions).not.toContain("dynamodb:Scan");
  });

  it("writes in batches only where a report of a charger is stored, or an operator is destroyed", () => {
    const writers = functions.filter(({ statements }) =>
      statements.some(({ actions }) => actions.includes("dynamodb:BatchWriteItem")),
    );

    expect(writers.map(({ name }) => name).sort()).toEqual([
      "events-follow-commands",
      "events-follow-operator-life",
      "ocpp-cleared-charging-limit",
      "ocpp-default",
      "ocpp-notify-charging-limit",
      "ocpp-notify-customer-information",
      "ocpp-notify-display-messages",
      "ocpp-notify-ev-charging-needs",
      "ocpp-notify-ev-charging-schedule",
      "ocpp-notify-event",
      "ocpp-notify-monitoring-report",
      "ocpp-notify-report",
      "ocpp-report-charging-profiles",
      "ocpp-reservation-status-update",
      "ocpp-sign-certificate",
    ]);
  });

  it("uses a key only by way of another service, but for webhooks' secrets, data keys and their replacement, the canary's own, drivers' tokens and codes, and to sign the audit journal and certificates", () => {
    const keyStatements = functions.flatMap(({ name, statements }) =>
      statements
        .filter(({ actions }) => actions.some((action) => action.startsWith("kms:")))
        .map((statement) => ({ name, ...statement })),
    );
    const direct = keyStatements
      .filter(({ conditions }) => !JSON.stringify(conditions ?? {}).includes("kms:ViaService"))
      .flatMap(({ name, actions, conditions }) =>
        actions.map((action) => `${name} ${action} ${purposesIn(conditions ?? {})}`),
      );

    const expected = Object.entries(VAULT_USES)
      .filter(([name]) => !name.startsWith("rest-"))
      .flatMap(([name, { opens, makes }]) => [
        `${name} kms:Decrypt ${opens}`,
        ...(makes ? [`${name} kms:GenerateDataKey ${makes}`] : []),
      ]);
    expect(direct.sort()).toEqual(
      [
        ...expected,
        `events-rotate-keys kms:ReEncryptFrom ${KEPT_PURPOSES}`,
        `events-rotate-keys kms:ReEncryptTo ${KEPT_PURPOSES}`,
        "events-advance-payments kms:Decrypt integration",
        "events-deliver-webhooks kms:Decrypt webhook",
        "events-assess-adhoc-session kms:Decrypt adhoc-token",
        "events-assess-adhoc-session kms:Decrypt integration",
        "rest-adhoc kms:GenerateMac ",
        "rest-adhoc-progress kms:GenerateMac ",
        "rest-adhoc-receipts kms:GenerateMac ",
        "rest-connector-codes kms:GenerateMac ",
        "rest-connector-sheets kms:GenerateMac ",
        "ocpp-get-15118-ev-certificate kms:Decrypt integration",
        "ocpp-get-certificate-status kms:Decrypt integration",
        "events-probe-isolation kms:Decrypt canary",
        "events-probe-isolation kms:Encrypt canary",
        "events-seal-audit kms:GetPublicKey ",
        "events-seal-audit kms:Sign ",
        "ocpp-sign-certificate kms:GetPublicKey ",
        "ocpp-sign-certificate kms:Sign ",
      ].sort(),
    );
  });

  it("does to accounts of the staff what its work takes, on the staff's pool alone", () => {
    const accountStatements = functions.flatMap(({ name, statements }) =>
      statements.flatMap(({ actions, resources }) =>
        actions
          .filter((action) => action.startsWith("cognito-idp:Admin"))
          .map((action) => ({ name, action, on: JSON.stringify(resources) })),
      ),
    );

    const byName = Object.groupBy(accountStatements, ({ name }) => name);
    const actions = Object.entries(byName).map(([name, found = []]) => [
      name,
      found.map(({ action }) => action.replace("cognito-idp:Admin", "")).sort(),
    ]);
    expect(Object.fromEntries(actions)).toEqual({
      "rest-members": ["CreateUser", "EnableUser", "GetUser", "UserGlobalSignOut"],
      "rest-access": ["UserGlobalSignOut"],
      "events-run-access-duties": ["DisableUser", "SetUserMFAPreference", "UserGlobalSignOut"],
      "events-follow-operator-life": ["DeleteUser"],
    });
    for (const { on } of accountStatements) expect(on).toContain("StaffPool");
  });

  it("uses keys for the operator in its session's tag only", () => {
    const policies = [templates.Rest, templates.Access]
      .flatMap((template) => Object.values(template.findResources("AWS::IAM::Policy")))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    const direct = policies.filter(
      ({ Action, Condition }) =>
        [Action].flat().some((action) => String(action).startsWith("kms:")) &&
        !["kms:Sign", "kms:GetPublicKey"].includes(Action) &&
        !JSON.stringify(Condition ?? {}).includes("kms:ViaService"),
    );
    // A code says which operator it is of only when it is open: its key is the platform's.
    const ofOperators = direct.filter(({ Action }) => Action !== "kms:GenerateMac");
    const actions = ofOperators.flatMap(({ Action }) => Action).sort();

    expect([...new Set(actions)]).toEqual(["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]);
    for (const { Action, Condition } of ofOperators) {
      expect(Condition.StringEquals).toMatchObject({
        // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's own variable
        "kms:EncryptionContext:operatorId": "${aws:PrincipalTag/operatorId}",
        ...(Action !== "kms:Encrypt" && {
          "kms:EncryptionContext:purpose": expect.anything(),
        }),
      });
    }
  });

  it("writes the audit journal in one function only, and only what is not there yet", () => {
    const touching = functions
      .flatMap(({ name, statements }) =>
        [...statements, ...tenantStatementsOf(templates, name)].map((statement) => ({
          name,
          ...statement,
        })),
      )
      .filter(({ resources }) => JSON.stringify(resources).includes("AuditTable"))
      .flatMap(({ name, actions }) => actions.map((action) => [name, action]))
      .filter(([, action = ""]) => !/:(BatchGetItem|GetItem|Query)$/.test(action));

    expect(touching).toEqual([["events-record-audit", "dynamodb:PutItem"]]);
  });

  it("holds no policy that AWS manages", () => {
    const roles = Object.values(templates).flatMap((template) =>
      Object.entries(template.findResources("AWS::IAM::Role")),
    );
    const managed = roles
      .filter(([, { Properties }]) => Properties.ManagedPolicyArns !== undefined)
      .map(([logicalId]) => logicalId.replace(/[0-9A-F]{8,}.*$/, ""));

    expect(managed).toEqual(["ApiGatewayLoggingRole", "CustomCDKBucketDeployment"]);
  });
});

/** For what purposes a statement's condition lets a key be used. */
function purposesIn(conditions: unknown): readonly string[] {
  const { StringEquals } = (conditions ?? {}) as {
    StringEquals?: Record<string, string | string[]>;
  };
  return [StringEquals?.["kms:EncryptionContext:purpose"] ?? []].flat();
}

function accessOf(actions: readonly string[]): string {
  const may = (action: string) => actions.includes(`dynamodb:${action}`);
  const reads = may("GetItem") ? "r" : "";
  if (may("PutItem") || may("BatchWriteItem")) return `${reads}w`;
  if (may("UpdateItem")) return `${reads}u`;
  return may("ConditionCheckItem") ? `${reads}c` : reads;
}

/** Tables by function as `r`, `w`, `rw` or, where it may only update what is there, `u`, or only depend on it, `c`; as the templates grant them. */
function grantedTables({
  statements,
}: Pick<DeployedFunction, "statements">): Record<string, string> {
  const granted: Record<string, string> = {};
  for (const { actions, resources } of statements) {
    const access = accessOf(actions);
    for (const resource of resources) {
      const table = JSON.stringify(resource).match(/GetAtt(\w+?)Table[0-9A-F]{8}Arn/)?.[1];
      if (table && access) granted[table] = access;
    }
  }
  return granted;
}

/** Tables by function as docs/architecture.md tells them. */
function documentedTables(): [name: string, tables: Record<string, string>][] {
  const page = readFileSync(join(import.meta.dirname, "../../docs/architecture.md"), "utf8");
  return page
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .flatMap(([, names = "", , tables = ""]) =>
      [...names.matchAll(/`([a-z0-9-]+)`/g)].map(
        ([, name = ""]): [string, Record<string, string>] => [
          name,
          Object.fromEntries(
            [...tables.matchAll(/([A-Z][a-z]+) (rw|ru|rc|r|w|u|c)\b/g)].map(([, table, access]) => [
              table,
              access,
            ]),
          ),
        ],
      ),
    );
}

describe("the tables that docs/architecture.md gives", () => {
  const documented = documentedTables();

  it("names every function that is deployed, and no other", () => {
    expect(documented.map(([name]) => name).sort()).toEqual(
      functions.map(({ name }) => name).sort(),
    );
  });

  it.each(documented.filter(([name]) => !name.startsWith("rest-")))(
    "to %s are the tables that it is granted",
    (name, tables) => {
      const handler = functions.find((candidate) => candidate.name === name);

      expect(handler && grantedTables(handler)).toEqual(tables);
    },
  );

  it("to a REST function itself are what says who is calling", () => {
    const granted = functions
      .filter(({ name }) => name.startsWith("rest-"))
      .map((handler) => [handler.name, grantedTables(handler)]);

    const expected = granted.map(([name]) => [
      name,
      // Who is without an account, only a code, a handle or a signature says.
      name === "rest-platform" || WITHOUT_STAFF.includes(String(name))
        ? {}
        : { Directory: "r", ...(name === "rest-me" && { People: "r" }) },
    ]);
    expect(granted.length).toBeGreaterThan(10);
    expect(granted).toEqual(expected);
  });

  it.each(documented.filter(([name]) => name.startsWith("rest-")))(
    "to %s inside one operator are the tables that it is granted, by leading key",
    (name, tables) => {
      const statements = tenantStatementsOf(templates, name);

      expect(grantedTables({ statements })).toEqual(tables);
      for (const { actions, conditions } of statements) {
        if (!actions.some((action) => action.startsWith("dynamodb:"))) continue;
        expect(conditions).toHaveProperty(["ForAllValues:StringLike", "dynamodb:LeadingKeys"]);
        expect(conditions).toHaveProperty(["Null", "dynamodb:LeadingKeys"], "false");
      }
    },
  );
});
