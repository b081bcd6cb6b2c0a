import { describe, expect, it } from "vitest";
import { denialOf } from "#local/iam/denial.ts";
import {
  answerBytes,
  answerJsonRefusal,
  answerManagementRefusal,
  answerQueryRefusal,
  answerSqsRefusal,
} from "#local/iam/refusal-answers.ts";
import { RefusedRequest } from "#local/iam/refused-request.ts";
import { access, FLEET_ARN, KEY_ARN, session } from "./builders.ts";

const CALLER = session("Reader");
const USER = "User: arn:aws:sts::000000000000:assumed-role/Reader/a-function";

describe("a denial in AWS's words", () => {
  it("says who may not do what to which, and that nothing allows it", () => {
    const denial = denialOf(CALLER, access("dynamodb:GetItem", FLEET_ARN), {
      outcome: "denied",
      statements: [],
    });

    expect(denial.message).toBe(
      `${USER} is not authorized to perform: dynamodb:GetItem on resource: ${FLEET_ARN} because no identity-based policy allows the dynamodb:GetItem action`,
    );
  });

  it.each([
    ["Policy#0", "an identity-based policy"],
    ["resource policy", "a resource-based policy"],
  ])("says that %s forbids it", (statement, kind) => {
    const denial = denialOf(CALLER, access("dynamodb:GetItem", FLEET_ARN), {
      outcome: "explicitly-denied",
      statements: [statement],
    });

    expect(denial.message).toMatch(new RegExp(`with an explicit deny in ${kind}$`));
  });

  it("names SQS's actions in lower case, and gives no reason for STS's", () => {
    const decision = { outcome: "denied", statements: [] } as const;

    expect(denialOf(CALLER, access("sqs:SendMessage", "q"), decision).message).toBe(
      `${USER} is not authorized to perform: sqs:sendmessage on resource: q because no identity-based policy allows the sqs:sendmessage action`,
    );
    expect(denialOf(CALLER, access("sts:AssumeRole", "r"), decision).message).toBe(
      `${USER} is not authorized to perform: sts:AssumeRole on resource: r`,
    );
  });

  it("says when it is the table's key that may not be used", () => {
    const use = { ...access("kms:Decrypt", KEY_ARN), through: "dynamodb" };

    const { message } = denialOf(CALLER, use, { outcome: "denied", statements: [] });

    expect(message).toMatch(/^KMS key access denied error: User: .* perform: kms:Decrypt on/);
  });
});

describe("a refusal on the wire", () => {
  const denied = new RefusedRequest("denied", "No <way> & no.");

  it("is 400 with a type in the body for the JSON services", () => {
    const { status, body } = answerJsonRefusal(denied);

    expect(status).toBe(400);
    expect(JSON.parse(body)).toEqual({
      __type: "com.amazon.coral.service#AccessDeniedException",
      message: "No <way> & no.",
    });
  });

  it("is 403 with the older code for SQS", () => {
    const { status, headers } = answerSqsRefusal(denied);

    expect(status).toBe(403);
    expect(headers["x-amzn-query-error"]).toBe("AccessDenied;Sender");
  });

  it("is 403 with a type in a header for @connections", () => {
    const { status, headers, body } = answerManagementRefusal(denied);

    expect(status).toBe(403);
    expect(headers["x-amzn-errortype"]).toBe("AccessDeniedException");
    expect(JSON.parse(body)).toEqual({ message: "No <way> & no." });
  });

  it("is 403 and XML for STS", () => {
    const { status, body } = answerQueryRefusal(denied);

    expect(status).toBe(403);
    expect(body).toContain("<Code>AccessDenied</Code><Message>No &lt;way&gt; &amp; no.</Message>");
  });

  it("says how long it is", () => {
    const bytes = answerBytes({ status: 400, headers: { a: "b" }, body: "é" });

    expect(bytes).toBe("HTTP/1.1 400 Bad Request\r\na: b\r\ncontent-length: 2\r\n\r\né");
  });
});
