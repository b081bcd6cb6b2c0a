import { expect, it } from "vitest";
import { encodeCall } from "#functions/events/advance-command-queue/encode-call.ts";
import { aCommand, aCommandId } from "#test/support/commands.ts";

it("writes the CALL under the command's id, with its keys in the schema's order", () => {
  const payload = { type: "Operative", connectorId: 1 };

  const text = encodeCall(aCommand({ action: "ChangeAvailability", payload }), "ocpp1.6");

  expect(text).toBe(
    `[2,"${aCommandId(1)}","ChangeAvailability",{"connectorId":1,"type":"Operative"}]`,
  );
});

it.each([
  ["an action that the version lacks", "GetVariables", {}],
  ["a payload of the other version", "ChangeAvailability", { operationalStatus: "Operative" }],
])("writes nothing for %s", (_, action, payload) => {
  expect(encodeCall(aCommand({ action, payload }), "ocpp1.6")).toBeUndefined();
});
