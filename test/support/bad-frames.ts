import { expect } from "vitest";

/** A time that some charger really sent. */
export const FAR_FUTURE = "222222017-01-01T00:00:00Z";

/** An object in an object, so many levels deep. */
export const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
const error = (messageId: string, code: string) => [4, messageId, code, expect.any(String), {}];

/** What is sent, and what OCPP has to say about it in each version; nothing where the version wants silence. */
export interface BadFrame {
  readonly name: string;
  readonly text: string;
  readonly v16?: unknown;
  readonly v201?: unknown;
}

/** Frames that break the rules but leave the connection open; some hold a token, which no log may hold. */
export function badFrames(tokenId: string): readonly BadFrame[] {
  return [
    {
      name: "what is not JSON",
      text: `}{ not JSON, ${tokenId}`,
      v201: error("-1", "RpcFrameworkError"),
    },
    {
      name: "a JSON object",
      text: `{"messageTypeId":2,"idTag":"${tokenId}"}`,
      v201: error("-1", "RpcFrameworkError"),
    },
    { name: "a lone JSON text", text: '"Heartbeat"', v201: error("-1", "RpcFrameworkError") },
    { name: "an empty array", text: "[]", v201: error("-1", "MessageTypeNotSupported") },
    { name: "an array of one", text: "[2]", v201: error("-1", "RpcFrameworkError") },
    {
      name: "a call without an action",
      text: '[2,"short"]',
      v16: error("short", "FormationViolation"),
      v201: error("short", "FormatViolation"),
    },
    {
      name: "message type 5",
      text: '[5,"five","Heartbeats",{}]',
      v201: error("five", "MessageTypeNotSupported"),
    },
    {
      name: "message type 5 with the name of an action",
      text: '[5,"five","Heartbeat",{}]',
      v201: error("five", "MessageTypeNotSupported"),
    },
    {
      name: "an unknown action",
      text: `[2,"unknown","MakeCoffee",{"idTag":"${tokenId}"}]`,
      v16: error("unknown", "NotImplemented"),
      v201: error("unknown", "NotImplemented"),
    },
    {
      name: "a missing field",
      text: '[2,"missing","BootNotification",{}]',
      v16: error("missing", "OccurenceConstraintViolation"),
      v201: error("missing", "OccurrenceConstraintViolation"),
    },
    {
      name: "a field of the wrong type",
      text: '[2,"type","Authorize",{"idTag":7,"idToken":7}]',
      v16: expect.arrayContaining([4, "type"]),
      v201: expect.arrayContaining([4, "type"]),
    },
    {
      name: "a field that is unknown",
      text: `[2,"field","Heartbeat",{"idTag":"${tokenId}"}]`,
      v16: error("field", "FormationViolation"),
      v201: error("field", "FormatViolation"),
    },
    {
      name: "a token id that is too long",
      text: `[2,"long","Authorize",{"idTag":"${tokenId.repeat(9)}"}]`,
      v16: error("long", "PropertyConstraintViolation"),
      v201: error("long", "PropertyConstraintViolation"),
    },
    {
      name: "a call without a payload",
      text: '[2,"none","BootNotification"]',
      v16: error("none", "ProtocolError"),
      v201: error("none", "ProtocolError"),
    },
    {
      name: "a payload that is a text",
      text: `[2,"text","Authorize","${tokenId}"]`,
      v16: error("text", "ProtocolError"),
      v201: error("text", "ProtocolError"),
    },
    {
      name: "the same key twice",
      text: `[2,"twice","Authorize",{"idTag":"${tokenId}","idTag":"OTHER"}]`,
      v16: error("twice", "FormationViolation"),
      v201: error("twice", "FormatViolation"),
    },
    {
      name: "forty levels",
      text: `[2,"deep","DataTransfer",${nested(40)}]`,
      v16: error("deep", "FormationViolation"),
      v201: error("deep", "FormatViolation"),
    },
    {
      name: "an id of 300 characters",
      text: `[2,"${"x".repeat(300)}","Heartbeat",{}]`,
      v16: error("-1", "FormationViolation"),
      v201: error("-1", "RpcFrameworkError"),
    },
    {
      name: "a time in the year 222222017",
      text: `[2,"year","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","timestamp":"${FAR_FUTURE}"}]`,
      // It carries no money, and what it says besides the time is clear: it is mended, and noted.
      v16: [3, "year", {}],
      v201: [3, "year", {}],
    },
    { name: "an answer to nothing", text: '[3,"nobody-asked",{}]' },
    { name: "an error to nothing", text: '[4,"nobody-asked","InternalError","",{}]' },
    { name: "an answer whose payload is the name of an action", text: '[3,"x","Heartbeat"]' },
  ];
}
