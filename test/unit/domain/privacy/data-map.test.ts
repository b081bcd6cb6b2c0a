import { expect, it } from "vitest";
import { DATA_MAP, kindOf, undeclared } from "#domain/privacy/data-map.ts";

it("finds an undeclared item and an undeclared attribute", () => {
  const item = undeclared({ table: "Charging", sk: "INVENTED#1", attributes: ["pk", "sk"] });
  const attribute = undeclared({
    table: "Charging",
    sk: "TOKEN#abc",
    attributes: ["pk", "sk", "tokenRef", "tokenId"],
  });

  expect(item).toEqual(["Charging INVENTED"]);
  expect(attribute).toEqual(["Charging TOKEN# tokenId"]);
});

it("tells kinds apart whose names begin alike", () => {
  const roles = kindOf("Directory", "ROLES");
  const version = kindOf("Directory", "ROLE#fitter#000001");

  expect(roles?.what).not.toBe(version?.what);
});

it("declares each kind and each attribute once", () => {
  const kinds = DATA_MAP.map(({ table, sortKey }) => `${table} ${sortKey}`);
  const doubled = DATA_MAP.flatMap(({ sortKey, attributes }) => {
    const names = Object.values(attributes).flat();
    return names.length === new Set(names).size ? [] : [sortKey];
  });

  expect(new Set(kinds).size).toBe(kinds.length);
  expect(doubled).toEqual([]);
});

it("keeps nothing of a person in a key or in clear that its kind promises to seal", () => {
  const personal = /^(tokenId|idTag|label|groupId|email|phone|plate|name)$/;
  const inClear = DATA_MAP.filter(
    ({ dataSet }) => dataSet === "driver" || dataSet === "payment",
  ).flatMap(({ attributes }) => (attributes.clear ?? []).filter((name) => personal.test(name)));

  expect(inClear).toEqual([]);
});
