import { describe, expect, it } from "vitest";
import { refusalOf } from "#functions/ocpp/default/refusal-of.ts";
import type { OcppVersion } from "#ocpp/actions.ts";
import { parseFrame } from "#ocpp/frame.ts";

/** The CALLERROR's id and code that a text earns. */
function refusal(version: OcppVersion, text: string) {
  const frame = parseFrame(text);
  if (frame.kind === "call-result" || frame.kind === "call-error") throw new Error("an answer");
  const refused = refusalOf(version, frame);
  return refused && [refused.messageId, refused.error.code];
}

describe("1.6J", () => {
  it.each([
    ['[2,"7","Bogus",{}]', ["7", "NotImplemented"]],
    ['[2,"7","TransactionEvent",{}]', ["7", "NotImplemented"]],
    ['[2,"7",12,{}]', ["7", "FormationViolation"]],
    ['[2,"7","Bogus",{"a":1,"a":2}]', ["7", "FormationViolation"]],
  ])("§4.2.3: refuses %s with %j", (text, expected) => {
    expect(refusal("ocpp1.6", text)).toEqual(expected);
  });

  it.each(["no json", '{"a":1}', "[]", "[2]", '[2,{},"Bogus",{}]', '[5,"7",{}]', '[6,"7","X",{}]'])(
    "§4.1.3: is silent where no id can be read or the message type is unknown: %s",
    (text) => {
      expect(refusal("ocpp1.6", text)).toBeUndefined();
    },
  );
});

describe("2.0.1 part 4", () => {
  it.each([
    ['[2,"7","Bogus",{}]', ["7", "NotImplemented"]],
    ['[2,"7","StartTransaction",{}]', ["7", "NotImplemented"]],
    ['[2,"7",12,{}]', ["7", "FormatViolation"]],
    ['[5,"7",{}]', ["7", "MessageTypeNotSupported"]],
  ])("§4.3: refuses %s with %j", (text, expected) => {
    expect(refusal("ocpp2.0.1", text)).toEqual(expected);
  });

  it.each([
    ["no json", ["-1", "RpcFrameworkError"]],
    ['{"a":1}', ["-1", "RpcFrameworkError"]],
    ['[2,{},"Bogus",{}]', ["-1", "RpcFrameworkError"]],
  ])("§4.2.3: refuses %s under the id -1", (text, expected) => {
    expect(refusal("ocpp2.0.1", text)).toEqual(expected);
  });
});

it.each([
  ["ocpp1.6", "StopTransaction"],
  ["ocpp2.0.1", "TransactionEvent"],
] as const)(
  "%s: asks for %s again when API Gateway did not find its function",
  (version, action) => {
    expect(refusal(version, JSON.stringify([2, "7", action, {}]))).toEqual(["7", "InternalError"]);
  },
);

it.each(["", "  ", "[3,{},{}]", "[4]"])("never answers %j", (text) => {
  expect(refusal("ocpp1.6", text)).toBeUndefined();
  expect(refusal("ocpp2.0.1", text)).toBeUndefined();
});
