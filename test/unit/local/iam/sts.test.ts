import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAuthentication } from "#local/iam/authenticate.ts";
import { type Credentials, createCredentialStore } from "#local/iam/credentials.ts";
import { createEvaluation } from "#local/iam/evaluate.ts";
import type { PolicyDocument } from "#local/iam/policy-document.ts";
import { startSts } from "#local/iam/sts.ts";
import type { EndpointService } from "#local/services.ts";
import { allow, policiesOf, role, roleArn, session, signed } from "./builders.ts";

/** One role may make sessions of the operator role, for one tag only; the account may make untagged ones of the plain role. */
const OPERATOR_TRUST: PolicyDocument = {
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: roleArn("Rest") },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringLike: { "aws:RequestTag/operatorId": "?*" },
        "ForAllValues:StringEquals": { "aws:TagKeys": ["operatorId"] },
      },
    },
    {
      Effect: "Allow",
      Principal: { AWS: roleArn("Operator") },
      Action: ["sts:AssumeRole", "sts:TagSession"],
    },
  ],
};
const ACCOUNT_TRUST: PolicyDocument = {
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::000000000000:root" },
      Action: "sts:AssumeRole",
    },
  ],
};

const credentials = createCredentialStore();
const policies = policiesOf([
  role("Rest", [allow("sts:*", "*")]),
  role("Ocpp", []),
  role("Operator", [], { trust: OPERATOR_TRUST, tags: { stage: "dev", operatorid: "none" } }),
  role("Plain", [], { trust: ACCOUNT_TRUST }),
]);

let sts: EndpointService;

beforeAll(async () => {
  sts = await startSts({
    credentials,
    policies,
    authenticate: createAuthentication({ credentials, signingName: "sts" }),
    decide: createEvaluation(policies),
    record: () => undefined,
    writeLog: () => undefined,
  });
});
afterAll(() => sts.stop());

const rest = () => credentials.issue(session("Rest"));
const OPERATOR_A = {
  RoleArn: roleArn("Operator"),
  RoleSessionName: "demo-a",
  "Tags.member.1.Key": "operatorId",
  "Tags.member.1.Value": "demo-a",
};

async function call(caller: Credentials, form: Readonly<Record<string, string>>) {
  const body = Buffer.from(
    new URLSearchParams({ Version: "2011-06-15", Action: "AssumeRole", ...form }).toString(),
  );
  const { headers } = signed(
    {
      method: "POST",
      url: "/",
      headers: {
        host: new URL(sts.endpoint).host,
        "content-type": "application/x-www-form-urlencoded",
      },
      body,
    },
    caller,
    { service: "sts" },
  );
  const { host, ...sent } = headers;
  const response = await fetch(sts.endpoint, { method: "POST", headers: sent, body });
  const text = await response.text();
  const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? "";
  return { status: response.status, element };
}

async function assumed(caller: Credentials, form: Readonly<Record<string, string>>) {
  const { status, element } = await call(caller, form);
  if (status !== 200) throw new Error(element("Message"));
  const issued = credentials.find(element("AccessKeyId"));
  if (issued === undefined) throw new Error("The credentials lead to nobody.");
  expect(element("SecretAccessKey")).toBe(issued.secretAccessKey);
  expect(element("SessionToken")).toBe(issued.sessionToken);
  return { issued, expiration: element("Expiration") };
}

describe("AssumeRole", () => {
  it("gives a session that carries the operator as a principal tag", async () => {
    const { issued, expiration } = await assumed(rest(), OPERATOR_A);

    expect(issued.principal).toMatchObject({
      arn: "arn:aws:sts::000000000000:assumed-role/Operator/demo-a",
      tags: { stage: "dev", operatorId: "demo-a" },
    });
    expect(issued.principal.tags).not.toHaveProperty("operatorid");
    expect(new Date(expiration).getTime()).toBe(issued.expiresAtMs);
  });

  it.each([
    ["a caller that the role does not trust", "Ocpp", OPERATOR_A, "sts:AssumeRole"],
    [
      "a session without the tag",
      "Rest",
      { RoleArn: roleArn("Operator"), RoleSessionName: "demo-a" },
      "sts:AssumeRole",
    ],
    [
      "a tag that the trust policy does not name",
      "Rest",
      { ...OPERATOR_A, "Tags.member.2.Key": "role", "Tags.member.2.Value": "admin" },
      "sts:AssumeRole",
    ],
    ["an empty operator", "Rest", { ...OPERATOR_A, "Tags.member.1.Value": "" }, "sts:AssumeRole"],
    [
      "tags where the trust policy lacks TagSession",
      "Rest",
      { ...OPERATOR_A, RoleArn: roleArn("Plain") },
      "sts:TagSession",
    ],
    [
      "a caller of the account that has no grant of its own",
      "Ocpp",
      { RoleArn: roleArn("Plain"), RoleSessionName: "plain" },
      "sts:AssumeRole",
    ],
    [
      "a role that is not there",
      "Rest",
      { RoleArn: roleArn("Nobody"), RoleSessionName: "nobody" },
      "sts:AssumeRole",
    ],
  ])("denies %s", async (_, caller, form, action) => {
    const { status, element } = await call(credentials.issue(session(caller)), form);

    expect(status).toBe(403);
    expect(element("Code")).toBe("AccessDenied");
    expect(element("Message")).toBe(
      `User: ${session(caller).arn} is not authorized to perform: ${action} on resource: ${form.RoleArn}`,
    );
  });

  it("is granted by the account's trust and the caller's own policy together", async () => {
    const { issued } = await assumed(rest(), {
      RoleArn: roleArn("Plain"),
      RoleSessionName: "plain",
    });

    expect(issued.principal.roleName).toBe("Plain");
  });

  it("hands transitive tags on to the next session, and lets nobody change them", async () => {
    const first = await assumed(rest(), {
      ...OPERATOR_A,
      "TransitiveTagKeys.member.1": "operatorId",
    });
    const next = { RoleArn: roleArn("Operator"), RoleSessionName: "next" };

    const second = await assumed(first.issued, next);
    const changed = await call(first.issued, {
      ...next,
      "Tags.member.1.Key": "OperatorId",
      "Tags.member.1.Value": "demo-b",
    });

    expect(second.issued.principal.tags).toMatchObject({ operatorId: "demo-a" });
    expect(second.issued.principal.transitiveTagKeys).toEqual(["operatorId"]);
    expect(changed.element("Code")).toBe("ValidationError");
  });

  it("lasts an hour at most, because its caller is a session itself", async () => {
    const statuses = await Promise.all(
      ["899", "900", "3600", "3601", "x"].map(async (DurationSeconds) => {
        const { status } = await call(rest(), { ...OPERATOR_A, DurationSeconds });
        return status;
      }),
    );

    expect(statuses).toEqual([400, 200, 200, 400, 400]);
  });

  it.each([
    { RoleSessionName: "a b" },
    { RoleSessionName: "" },
    { Policy: "{}" },
    { "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess" },
    { "Tags.member.2.Key": "OPERATORID", "Tags.member.2.Value": "demo-b" },
    { "Tags.member.2.Key": "aws:x", "Tags.member.2.Value": "x" },
    { "Tags.member.1.Value": "*" },
    { "TransitiveTagKeys.member.1": "other" },
  ])("refuses %j", async (change) => {
    const { status, element } = await call(rest(), { ...OPERATOR_A, ...change });

    expect(status).toBe(400);
    expect(element("Code")).toBe("ValidationError");
  });
});

describe("GetCallerIdentity", () => {
  it("tells anybody who they are", async () => {
    const { status, element } = await call(credentials.issue(session("Ocpp")), {
      Action: "GetCallerIdentity",
    });

    expect(status).toBe(200);
    expect(element("Arn")).toBe(session("Ocpp").arn);
    expect(element("Account")).toBe("000000000000");
  });
});

describe("STS", () => {
  it("refuses who is not known, and what it does not do", async () => {
    const stranger = createCredentialStore().issue(session("Rest"));

    expect((await call(stranger, OPERATOR_A)).element("Code")).toBe("InvalidClientTokenId");
    expect((await call(rest(), { Action: "GetSessionToken" })).element("Code")).toBe(
      "InvalidAction",
    );
  });
});
