import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { RememberedAnswer } from "#adapters/dynamodb/remembered-write-store.ts";
import { PROBLEM_MEDIA_TYPE, type Problem, problem, problemType } from "#contracts/problem.ts";
import { approvalView } from "#contracts/rest/approval-view.ts";
import type { Operation } from "#contracts/rest/operation.ts";
import { DomainError } from "#domain/errors.ts";
import { challenge } from "./authentication.ts";
import { etagOf } from "./precondition.ts";
import { problemFor } from "./problem-for.ts";
import type { RestReply } from "./rest-route.ts";

const ALWAYS = { "cache-control": "no-store", "x-content-type-options": "nosniff" } as const;
/** A throttled or unreachable KMS is back within seconds, or not for long. */
const RETRY_AFTER_SECONDS = "5";

/** A reply as it crosses the wire. Throws when it breaks the operation's contract: then the bug is ours. */
export function encodeReply(operation: Operation, reply: RestReply<unknown>): RememberedAnswer {
  const status = reply.status ?? operation.statuses[0];
  const awaitsApproval = operation.mayNeedApproval === true && status === 202;
  if (!operation.statuses.includes(status) && !awaitsApproval)
    throw new Error(`status ${status} is not in the contract`);
  const schema = awaitsApproval ? approvalView : operation.reply;
  if (reply.text) {
    const { mediaType, content } = reply.text;
    return { status, headers: { "content-type": mediaType, ...reply.headers }, body: content };
  }
  if (reply.file) {
    const { mediaType, content } = reply.file;
    const headers = { "content-type": mediaType, ...reply.headers };
    const body = Buffer.from(content).toString("base64");
    return { status, headers, body, isBase64Encoded: true };
  }
  const body = schema === undefined ? "" : JSON.stringify(schema.parse(reply.body));
  return {
    status,
    headers: {
      ...(body !== "" && { "content-type": "application/json" }),
      ...(reply.version !== undefined && { etag: etagOf(reply.version) }),
      ...reply.headers,
    },
    body,
  };
}

/** An answer as API Gateway takes it. */
export function toResult(answer: RememberedAnswer): APIGatewayProxyStructuredResultV2 {
  const { status, headers, body, isBase64Encoded } = answer;
  return {
    statusCode: status,
    headers: { ...ALWAYS, ...headers },
    ...(body !== "" && { body }),
    ...(isBase64Encoded && { isBase64Encoded }),
  };
}

/** The problem (RFC 9457) of a refusal. Anything that is no DomainError becomes a 500 that says nothing. */
export function problemResult(
  error: unknown,
  requestId: string,
): APIGatewayProxyStructuredResultV2 {
  const content = error instanceof DomainError ? refusal(error, requestId) : failure(requestId);
  return toResult({
    status: content.status,
    headers: {
      "content-type": PROBLEM_MEDIA_TYPE,
      ...(error instanceof DomainError &&
        content.status === 401 && { "www-authenticate": challenge(error) }),
      ...(error instanceof DomainError && content.status === 429 && retryAfter(error)),
      ...(content.status === 503 && { "retry-after": RETRY_AFTER_SECONDS }),
    },
    body: JSON.stringify(content),
  });
}

function retryAfter({ details }: DomainError): Record<string, string> {
  const seconds = Number(details["retryAfterSeconds"]);
  return Number.isInteger(seconds) ? { "retry-after": String(seconds) } : {};
}

function refusal(error: DomainError, requestId: string): Problem {
  const { status, title } = problemFor(error.code);
  const errors = problem.shape.errors.safeParse(error.details["errors"]);
  const reasons = problem.shape.reasons.safeParse(error.details["reasons"]);
  const verify = problem.shape.verify.safeParse(error.details["verify"]);
  return {
    type: problemType(error.code),
    code: error.code,
    title,
    status,
    detail: error.message,
    instance: requestId,
    ...(errors.success && errors.data && { errors: errors.data }),
    ...(reasons.success && reasons.data && { reasons: reasons.data }),
    ...(verify.success && verify.data && { verify: verify.data }),
  };
}

function failure(requestId: string): Problem {
  return {
    type: problemType("internal"),
    code: "internal",
    title: "Something went wrong on our side",
    status: 500,
    detail:
      "The request was not carried out as it should have been. Try again, or name the instance to us.",
    instance: requestId,
  };
}
