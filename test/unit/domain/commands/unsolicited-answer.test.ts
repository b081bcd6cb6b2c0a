import { expect, it } from "vitest";
import { unsolicitedAnswer } from "#domain/commands/unsolicited-answer.ts";

it.each([
  [undefined, "ocpp.answer-never-asked"],
  ["queued", "ocpp.answer-never-asked"],
  ["sent", "ocpp.answer-never-asked"],
  ["answered", "ocpp.answer-repeated"],
  ["failed", "ocpp.answer-repeated"],
  ["timed-out", "ocpp.answer-too-late"],
] as const)("to a command that is %s counts as %s", (state, kind) => {
  expect(unsolicitedAnswer(state && { state })).toBe(kind);
});

it("counts as too late where the command was given up because its connection went", () => {
  const error = { code: "charger.cut-off", description: "" };

  expect(unsolicitedAnswer({ state: "failed", error })).toBe("ocpp.answer-too-late");
});
