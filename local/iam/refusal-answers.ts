import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { RefusalKind, RefusedRequest } from "./refused-request.ts";

/** An answer as it goes over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer as bytes on the wire. */
export function answerBytes({ status, headers, body }: HttpAnswer): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Writes a refusal as one of AWS's protocols does. */
export type AnswerRefusal = (refusal: RefusedRequest) => HttpAnswer;

const TYPES: Readonly<Record<RefusalKind, string>> = {
  "missing-authentication": "MissingAuthenticationTokenException",
  "incomplete-signature": "IncompleteSignatureException",
  "unknown-key": "UnrecognizedClientException",
  "expired-token": "ExpiredTokenException",
  "wrong-signature": "InvalidSignatureException",
  denied: "AccessDeniedException",
  unreadable: "ValidationException",
  "unknown-operation": "UnknownOperationException",
};

/** AWS JSON (DynamoDB, KMS, EventBridge, Secrets Manager): 400 with the error's type in the body. */
export const answerJsonRefusal: AnswerRefusal = ({ kind, message }) => ({
  status: 400,
  headers: { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": randomUUID() },
  body: JSON.stringify({ __type: `com.amazon.coral.service#${TYPES[kind]}`, message }),
});

const QUERY_CODES: Readonly<Record<RefusalKind, string>> = {
  "missing-authentication": "MissingAuthenticationToken",
  "incomplete-signature": "IncompleteSignature",
  "unknown-key": "InvalidClientTokenId",
  "expired-token": "ExpiredToken",
  "wrong-signature": "SignatureDoesNotMatch",
  denied: "AccessDenied",
  unreadable: "ValidationError",
  "unknown-operation": "InvalidAction",
};

const queryStatus = (kind: RefusalKind): number =>
  kind === "unreadable" || kind === "unknown-operation" ? 400 : 403;

/** SQS: AWS JSON with the status and, in a header, the code of its older query protocol, by which the SDK names the error. */
export const answerSqsRefusal: AnswerRefusal = (refusal) => {
  const answer = answerJsonRefusal(refusal);
  const code = `${QUERY_CODES[refusal.kind]};Sender`;
  return {
    ...answer,
    status: queryStatus(refusal.kind),
    headers: { ...answer.headers, "x-amzn-query-error": code },
  };
};

/** The @connections API: 403 with the error's type in a header. */
export const answerManagementRefusal: AnswerRefusal = ({ kind, message }) => ({
  status: 403,
  headers: {
    "content-type": "application/json",
    "x-amzn-errortype": kind === "unknown-operation" ? "ForbiddenException" : TYPES[kind],
    "x-amzn-requestid": randomUUID(),
  },
  body: JSON.stringify({ message }),
});

/** STS: XML of the query protocol. */
export const answerQueryRefusal: AnswerRefusal = ({ kind, message }) => ({
  status: queryStatus(kind),
  headers: { "content-type": "text/xml" },
  body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${QUERY_CODES[kind]}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
});

/** S3: XML of its own, without a namespace. */
export const answerS3Refusal: AnswerRefusal = ({ kind, message }) => ({
  status: queryStatus(kind),
  headers: { "content-type": "application/xml" },
  body: `<Error><Code>${QUERY_CODES[kind]}</Code><Message>${escapeXml(message)}</Message><RequestId>${randomUUID()}</RequestId></Error>`,
});

/** Text as it may stand in XML. */
export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
