// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own syntax
import { describe, expect, it } from "vitest";
import { evaluateCondition, resolveValue, type Scope } from "#local/assembly/intrinsics.ts";

const scope: Scope = {
  stackName: "Stack",
  reference: (id) => (id === "AWS::NoValue" ? undefined : `ref-${id}`),
  attribute: (id, attribute) => `${id}/${attribute}`,
  condition: (name) => name === "IsProd",
  mapping: (...keys) => keys.join("-"),
  importValue: (name) => `imported-${name}`,
  dynamicReference: (reference) => `<${reference}>`,
};

describe("an intrinsic function", () => {
  it.each([
    ["Ref", { Ref: "Table" }, "ref-Table"],
    ["Fn::GetAtt as a list", { "Fn::GetAtt": ["Table", "Arn"] }, "Table/Arn"],
    ["Fn::GetAtt as text", { "Fn::GetAtt": "Nested.Outputs.Arn" }, "Nested/Outputs.Arn"],
    ["Fn::Join", { "Fn::Join": ["-", ["a", { Ref: "B" }]] }, "a-ref-B"],
    ["Fn::Select", { "Fn::Select": ["1", ["a", "b"]] }, "b"],
    ["Fn::Split", { "Fn::Split": ["/", "a/b"] }, ["a", "b"]],
    ["Fn::If, true", { "Fn::If": ["IsProd", "yes", "no"] }, "yes"],
    ["Fn::If, false", { "Fn::If": ["IsDev", "yes", "no"] }, "no"],
    ["Fn::FindInMap", { "Fn::FindInMap": ["Map", { Ref: "A" }, "b"] }, "Map-ref-A-b"],
    ["Fn::Base64", { "Fn::Base64": "text" }, "dGV4dA=="],
    ["Fn::ImportValue", { "Fn::ImportValue": "Other:Name" }, "imported-Other:Name"],
    ["Fn::Sub", { "Fn::Sub": "${A}:${B.Arn}:${!Literal}" }, "ref-A:B/Arn:${Literal}"],
    ["Fn::Sub with variables", { "Fn::Sub": ["${A}-${x}", { x: { Ref: "X" } }] }, "ref-A-ref-X"],
  ])("resolves %s", (_, value, resolved) => {
    expect(resolveValue(value, scope)).toEqual(resolved);
  });

  it("leaves out what resolves to no value, in objects and in lists", () => {
    const value = { kept: 1, gone: { Ref: "AWS::NoValue" }, list: ["a", { Ref: "AWS::NoValue" }] };

    expect(resolveValue(value, scope)).toEqual({ kept: 1, list: ["a"] });
  });

  it("resolves a dynamic reference only when its text is whole", () => {
    const value = {
      "Fn::Join": ["", ["{{resolve:secretsmanager:", { Ref: "S" }, ":SecretString}}"]],
    };

    expect(resolveValue(value, scope)).toBe("<secretsmanager:ref-S:SecretString>");
  });

  it("stops with a sentence that names an unknown one", () => {
    expect(() => resolveValue({ "Fn::Cidr": [] }, scope)).toThrow(/Fn::Cidr in the stack Stack/);
  });
});

describe("a condition", () => {
  it.each([
    [{ "Fn::Equals": [{ Ref: "A" }, "ref-A"] }, true],
    [{ "Fn::Equals": ["a", "b"] }, false],
    [{ "Fn::Not": [{ Condition: "IsProd" }] }, false],
    [{ "Fn::And": [{ Condition: "IsProd" }, { "Fn::Equals": [1, 1] }] }, true],
    [{ "Fn::And": [{ Condition: "IsProd" }, { Condition: "IsDev" }] }, false],
    [{ "Fn::Or": [{ Condition: "IsDev" }, { Condition: "IsProd" }] }, true],
  ])("evaluates %j", (body, value) => {
    expect(evaluateCondition(body, scope)).toBe(value);
  });

  it("stops with a sentence that names an unknown function", () => {
    expect(() => evaluateCondition({ "Fn::Contains": [] }, scope)).toThrow(/Fn::Contains/);
  });
});
