import { expect, it } from "vitest";
import { wireImage } from "#local/dynamodb/wire-attribute.ts";

it("gives bytes as base64, however deep they lie", () => {
  const bytes = Uint8Array.from([104, 105]);

  const image = wireImage({
    b: { B: bytes },
    bs: { BS: [bytes] },
    l: { L: [{ B: bytes }, { S: "x" }] },
    m: { M: { inner: { B: bytes }, n: { N: "1" } } },
    s: { SS: ["a"] },
    nothing: { NULL: true },
  });

  expect(image).toEqual({
    b: { B: "aGk=" },
    bs: { BS: ["aGk="] },
    l: { L: [{ B: "aGk=" }, { S: "x" }] },
    m: { M: { inner: { B: "aGk=" }, n: { N: "1" } } },
    s: { SS: ["a"] },
    nothing: { NULL: true },
  });
});
