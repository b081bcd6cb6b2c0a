import { describe, expect, it } from "vitest";
import { type MalformedReason, parseFrame } from "#ocpp/frame.ts";

describe("a CALL", () => {
  it("is read with its id, action and payload", () => {
    const frame = parseFrame('[2,"19223201","Heartbeat",{"customData":{"vendorId":"x"}}]');

    expect(frame).toEqual({
      kind: "call",
      messageId: "19223201",
      action: "Heartbeat",
      payload: { customData: { vendorId: "x" } },
      deviations: [],
      faults: [],
    });
  });

  it("may be spread over lines", () => {
    const frame = parseFrame(' [ 2 ,\n\t"1" ,\r\n "Heartbeat" , { } ] \n');

    expect(frame).toMatchObject({ kind: "call", messageId: "1", deviations: [], faults: [] });
  });

  it("keeps a numeric id a number", () => {
    const frame = parseFrame('[2,42,"Heartbeat",{}]');

    expect(frame).toMatchObject({ messageId: 42, faults: ["message-id-number"] });
  });

  it("with null for a payload has an empty one", () => {
    const frame = parseFrame('[2,"1","Heartbeat",null]');

    expect(frame).toMatchObject({ payload: {}, deviations: ["payload-missing"], faults: [] });
  });

  it("without a payload is at fault", () => {
    const frame = parseFrame('[2,"1","Heartbeat"]');

    expect(frame).toMatchObject({ payload: {}, faults: ["payload-missing"] });
  });

  it("may have an id longer than the specification allows", () => {
    const id = "x".repeat(40);

    const frame = parseFrame(`[2,"${id}","Heartbeat",{}]`);

    expect(frame).toMatchObject({ messageId: id, deviations: ["message-id-long"] });
  });

  it("with a key twice is at fault, however the key is spelled", () => {
    const frame = parseFrame('[2,"1","Authorize",{"idTag":"a","id\\u0054ag":"b"}]');

    expect(frame).toMatchObject({ kind: "call", faults: ["duplicate-key"] });
  });

  it("may hold the same key in different objects", () => {
    const frame = parseFrame('[2,"1","X",{"a":{"k":1},"b":[{"k":1},{"k":2}]}]');

    expect(frame).toMatchObject({ faults: [] });
  });

  it.each([
    { levels: 31, faults: [] },
    { levels: 32, faults: ["too-deep"] },
  ])("with a payload of $levels levels has the faults $faults", ({ levels, faults }) => {
    const payload = `${'{"a":'.repeat(levels - 1)}{}${"}".repeat(levels - 1)}`;

    const frame = parseFrame(`[2,"1","X",${payload}]`);

    expect(frame).toMatchObject({ kind: "call", faults });
  });

  it.each(["[]", '"text"', "7", "true"])("with the payload %s is at fault", (payload) => {
    const frame = parseFrame(`[2,"1","Heartbeat",${payload}]`);

    expect(frame).toMatchObject({ payload: JSON.parse(payload), faults: ["payload-not-object"] });
  });

  it("with a fifth element is at fault", () => {
    const frame = parseFrame('[2,"1","Heartbeat",{},{}]');

    expect(frame).toMatchObject({ faults: ["extra-elements"] });
  });

  it("changes no prototype through a key of that name", () => {
    const frame = parseFrame('[2,"1","X",{"__proto__":{"polluted":true}}]');

    expect(frame).toMatchObject({ kind: "call" });
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(Reflect.get(Object(Reflect.get(frame, "payload")), "polluted")).toBeUndefined();
  });
});

describe("an answer", () => {
  it("is read with its payload", () => {
    const frame = parseFrame('[3,"1",{"status":"Accepted"}]');

    expect(frame).toMatchObject({ kind: "call-result", payload: { status: "Accepted" } });
  });

  it("that is an error is read with all its parts", () => {
    const frame = parseFrame('[4,"1","NotSupported","no","{}"]');

    expect(frame).toMatchObject({
      kind: "call-error",
      code: "NotSupported",
      description: "no",
      details: {},
      deviations: ["error-details-invalid"],
    });
  });

  it("that is an error may lack everything but its id", () => {
    const frame = parseFrame('[4,"1"]');

    expect(frame).toMatchObject({ kind: "call-error", code: "GenericError", description: "" });
  });
});

describe("what is no frame", () => {
  const cases: readonly [raw: unknown, reason: MalformedReason, messageId?: string | number][] = [
    [new Uint8Array([91, 93]), "not-text"],
    [undefined, "not-text"],
    ["", "empty"],
    [" \r\n", "empty"],
    ["[2,", "not-json"],
    ["{}", "not-an-array"],
    ["null", "not-an-array"],
    ["[]", "message-type-unknown"],
    ['[5,"7","Heartbeat",{}]', "message-type-unknown", "7"],
    ['["2","7","Heartbeat",{}]', "message-type-unknown", "7"],
    ["[2]", "message-id-invalid"],
    ['[2,"","Heartbeat",{}]', "message-id-invalid"],
    ['[2,null,"Heartbeat",{}]', "message-id-invalid"],
    ['[2,1.5,"Heartbeat",{}]', "message-id-invalid"],
    ['[2,12345678901234567890,"Heartbeat",{}]', "message-id-invalid"],
    [`[2,"${"x".repeat(300)}","Heartbeat",{}]`, "message-id-invalid"],
    ['[2,"7"]', "action-invalid", "7"],
    ['[2,7,{"a":1},{}]', "action-invalid", 7],
    ["[3]", "answer-without-id"],
    ["[4,{}]", "answer-without-id"],
  ];

  it.each(cases)("%j is %s", (raw, reason, messageId) => {
    const frame = parseFrame(raw);

    expect(frame).toStrictEqual({
      kind: "malformed",
      reason,
      ...(messageId !== undefined && { messageId }),
    });
  });
});
