import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { openApiDocument } from "#contracts/rest/openapi.ts";
import { CSMS_ACTIONS, OCPP_VERSIONS } from "#ocpp/actions.ts";

const document = openApiDocument();
const ajv = new Ajv({ strict: false, formats: { "date-time": true, uri: true } });
ajv.addSchema(JSON.parse(JSON.stringify(document)), "api");
const isA = (name: string, value: unknown) =>
  ajv.validate({ $ref: `api#/components/schemas/${name}` }, value);

describe("the bodies of commands in the OpenAPI document", () => {
  it("are one for each action, with a payload for each of its versions", () => {
    const names = Object.keys(document.components.schemas);

    const expected = CSMS_ACTIONS.flatMap(({ action, versions }) => [
      `${action}Command`,
      ...OCPP_VERSIONS.filter((version) => (versions as readonly string[]).includes(version)).map(
        (version) => `${version === "ocpp1.6" ? "Ocpp16" : "Ocpp201"}${action}`,
      ),
    ]);

    expect(names).toEqual(expect.arrayContaining(expected));
    expect(document.components.schemas["NewCommand"]?.["anyOf"]).toHaveLength(CSMS_ACTIONS.length);
  });

  it("take what a version takes", () => {
    expect(isA("ResetCommand", { action: "Reset", payload: { type: "Soft" } })).toBe(true);
    expect(isA("Ocpp201Reset", { type: "OnIdle" })).toBe(true);
    expect(isA("NewCommand", { action: "ClearCache" })).toBe(true);
  });

  it.each([
    ["Ocpp16Reset", { type: "OnIdle" }],
    ["ResetCommand", { action: "Reset", payload: { type: "Gently" } }],
    ["ResetCommand", { action: "Reset" }],
    ["NewCommand", { action: "Explode", payload: {} }],
    ["Ocpp201GetVariables", { getVariableData: [{ component: { name: "EVSE" } }] }],
  ])("%s does not take %j", (name, value) => {
    expect(isA(name, value)).toBe(false);
  });
});
