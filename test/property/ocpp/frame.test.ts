import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeCall, encodeCallError, encodeCallResult } from "#ocpp/encode-frame.ts";
import { parseFrame } from "#ocpp/frame.ts";

const id = fc.string({ minLength: 1, maxLength: 36 });
const action = fc.string({ minLength: 1 });
const payload = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }));
const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it("reads every call that we can write", () => {
  fc.assert(
    fc.property(id, action, payload, (messageId, name, content) => {
      const frame = parseFrame(encodeCall(messageId, name, content));

      expect(frame).toEqual({
        kind: "call",
        messageId,
        action: name,
        payload: asSent(content),
        deviations: [],
        faults: [],
      });
    }),
  );
});

it("reads every answer that we can write", () => {
  const anyId = fc.oneof(id, fc.maxSafeInteger());
  fc.assert(
    fc.property(anyId, payload, (messageId, content) => {
      const frame = parseFrame(encodeCallResult(messageId, content));

      expect(frame).toMatchObject({
        kind: "call-result",
        messageId: asSent(messageId),
        faults: [],
      });
    }),
  );
});

it("reads every error that we can write", () => {
  fc.assert(
    fc.property(id, fc.string({ maxLength: 255 }), (messageId, description) => {
      const frame = parseFrame(encodeCallError(messageId, { code: "NotSupported", description }));

      expect(frame).toMatchObject({ kind: "call-error", messageId, description, deviations: [] });
    }),
  );
});

it.each([
  ["bytes", fc.uint8Array()],
  ["values", fc.anything()],
  ["texts", fc.string({ unit: "binary" })],
  ["texts of JSON", fc.json()],
  ["broken frames", fc.array(fc.jsonValue(), { maxLength: 6 }).map((list) => JSON.stringify(list))],
  [
    "frames of a known type",
    fc
      .tuple(fc.constantFrom(2, 3, 4), fc.jsonValue(), fc.jsonValue())
      .map((list) => JSON.stringify(list)),
  ],
  [
    "frames cut short",
    fc
      .tuple(payload, fc.nat(60))
      .map(([content, end]) => encodeCall("1", "A", content).slice(0, end)),
  ],
] as const)("takes any %s without throwing", (_, inputs: fc.Arbitrary<unknown>) => {
  fc.assert(
    fc.property(inputs, (raw) => {
      const { kind } = parseFrame(raw);

      expect(["call", "call-result", "call-error", "malformed"]).toContain(kind);
    }),
    { numRuns: 500 },
  );
});

it("survives a nest of a hundred thousand levels", () => {
  const nest = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

  const frame = parseFrame(`[2,"1","Heartbeat",{"a":${nest}}]`);

  expect(frame).toMatchObject({ kind: "call", faults: ["too-deep"] });
});
