import { describe, expect, it } from "vitest";
import {
  callErrorFromFault,
  callErrorFromMalformed,
  callErrorFromValidation,
} from "#ocpp/call-error.ts";
import * as v16 from "#ocpp/generated/v16/start-transaction.js";
import * as v201 from "#ocpp/generated/v201/transaction-event.js";
import type { Validation } from "#ocpp/validate.ts";

const START = {
  connectorId: 1,
  idTag: "TAG",
  meterStart: 0,
  timestamp: "2026-01-01T00:00:00Z",
};

describe("a payload that breaks its schema", () => {
  it.each([
    [{ ...START, idTag: undefined }, "OccurenceConstraintViolation", "/idTag is missing"],
    [{ ...START, idTag: 7 }, "TypeConstraintViolation", "/idTag is not of type string"],
    [
      { ...START, idTag: "x".repeat(21) },
      "PropertyConstraintViolation",
      "/idTag is longer than 20 characters",
    ],
    [
      { ...START, timestamp: "today" },
      "PropertyConstraintViolation",
      "/timestamp is not a valid date-time",
    ],
    [
      { ...START, meterStart: 1e300 },
      "PropertyConstraintViolation",
      "/meterStart is above 9007199254740991",
    ],
    [{ ...START, odd: 1 }, "FormationViolation", "the payload has the unknown field odd"],
    [{ ...START, "<script>": 1 }, "FormationViolation", "the payload has an unknown field"],
    [[], "ProtocolError", "the payload is not of type object"],
  ])("1.6 %j is %s", (payload, code, description) => {
    const error = callErrorFromValidation("ocpp1.6", errorsOf(v16.validateRequest(payload)));

    expect(error).toEqual({ code, description });
  });

  it.each([
    [{}, "OccurrenceConstraintViolation", "/eventType is missing"],
    [{ odd: 1 }, "OccurrenceConstraintViolation", "/eventType is missing"],
    [
      { ...event(), meterValue: [] },
      "OccurrenceConstraintViolation",
      "/meterValue has fewer than 1 items",
    ],
    [
      { ...event(), eventType: "Begun" },
      "PropertyConstraintViolation",
      "/eventType is not one of the allowed values",
    ],
    [{ ...event(), odd: 1 }, "FormatViolation", "the payload has the unknown field odd"],
  ])("2.0.1 %j is %s", (payload, code, description) => {
    const error = callErrorFromValidation("ocpp2.0.1", errorsOf(v201.validateRequest(payload)));

    expect(error).toEqual({ code, description });
  });

  it("is described without its value", () => {
    const payload = { ...START, idTag: "a secret that is far too long" };

    const error = callErrorFromValidation("ocpp1.6", errorsOf(v16.validateRequest(payload)));

    expect(error.description).not.toContain("secret");
  });
});

describe("a frame at fault", () => {
  it.each([
    ["ocpp1.6", "FormationViolation"],
    ["ocpp2.0.1", "FormatViolation"],
  ] as const)("with a duplicate key is in %s a %s", (version, code) => {
    const error = callErrorFromFault(version, "duplicate-key");

    expect(error.code).toBe(code);
  });

  it.each([
    ["ocpp1.6", "not-json", "FormationViolation"],
    ["ocpp2.0.1", "not-json", "RpcFrameworkError"],
    ["ocpp1.6", "message-type-unknown", undefined],
    ["ocpp2.0.1", "message-type-unknown", "MessageTypeNotSupported"],
    ["ocpp2.0.1", "answer-without-id", undefined],
    ["ocpp1.6", "empty", undefined],
  ] as const)("in %s that is %s is answered with %s", (version, reason, code) => {
    const error = callErrorFromMalformed(version, { kind: "malformed", reason });

    expect(error?.code).toBe(code);
  });
});

function event(): object {
  return {
    eventType: "Started",
    timestamp: "2026-01-01T00:00:00Z",
    triggerReason: "Authorized",
    seqNo: 0,
    transactionInfo: { transactionId: "t" },
  };
}

function errorsOf(checked: Validation<unknown>) {
  if (checked.ok) throw new Error("The payload is valid.");
  return checked.errors;
}
