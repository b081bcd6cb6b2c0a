import { expect, it } from "vitest";
import { replaceTokenIds, tokenIdsIn } from "#domain/privacy/token-fields.ts";

it.each([
  [
    { idTag: "A1", meterStart: 5 },
    { idTag: "*", meterStart: 5 },
  ],
  [{ IDTAG: " A1 " }, { IDTAG: "*" }],
  [{ id_tag: 4711 }, { id_tag: "*" }],
  [{ idTag: ["A1", ["A2"]] }, { idTag: ["*", ["*"]] }],
  [
    { idToken: { idToken: "A1", type: "ISO14443" } },
    { idToken: { idToken: "*", type: "ISO14443" } },
  ],
  [[{ idToken: [{ idToken: "A1" }] }], [{ idToken: [{ idToken: "*" }] }]],
  ["A1", "A1"],
])("takes ids of tokens out of %j", (message, expected) => {
  expect(replaceTokenIds(message, () => "*")).toEqual(expected);
});

it("finds each id once", () => {
  expect(tokenIdsIn([{ idTag: "A1" }, { idTag: ["A1", "A2"] }])).toEqual(["A1", "A2"]);
});
