import { expect, it } from "vitest";
import { encodeCommand } from "#ocpp/encode-command.ts";

it("puts the keys of a call into the order of its schema, at every depth", () => {
  const payload = {
    chargingProfile: { stackLevel: 0, chargingProfileId: 1, custom: { b: 1, a: 2 } },
    idTag: "TAG",
    connectorId: 1,
  };

  const text = encodeCommand("ocpp1.6", "m", "RemoteStartTransaction", payload);

  expect(text).toBe(
    '[2,"m","RemoteStartTransaction",{"connectorId":1,"idTag":"TAG",' +
      '"chargingProfile":{"chargingProfileId":1,"stackLevel":0,"custom":{"b":1,"a":2}}}]',
  );
});

it("orders the objects of a list", () => {
  const payload = { setVariableData: [{ variable: { name: "V" }, component: { name: "C" } }] };

  const text = encodeCommand("ocpp2.0.1", "m", "SetVariables", payload);

  expect(text).toContain('[{"component":{"name":"C"},"variable":{"name":"V"}}]');
});

it("leaves an action that it does not know as it is", () => {
  const text = encodeCommand("ocpp1.6", "m", "constructor", { b: 1, a: 2 });

  expect(text).toBe('[2,"m","constructor",{"b":1,"a":2}]');
});
