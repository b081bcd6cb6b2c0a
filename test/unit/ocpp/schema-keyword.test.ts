import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { SCHEMA_KEYWORDS } from "#ocpp/schema-keyword.ts";

/** Keywords that structure or explain a schema and can never be what a value breaks. */
const NOT_RULES = ["$id", "$ref", "$schema", "additionalItems", "default", "definitions"];
const NOT_RULES_EITHER = ["description", "items", "properties"];

it.each(["ocpp1_6", "ocpp2_0_1"])("every rule of the schemas of %s has a meaning", (name) => {
  const path = createRequire(import.meta.url).resolve("ocpp-rpc/package.json");
  const text = readFileSync(path.replace("package.json", `lib/schemas/${name}.json`), "utf8");

  const used = new Set(JSON.parse(text).flatMap(keywordsOf));

  const known = new Set<string>([...SCHEMA_KEYWORDS, ...NOT_RULES, ...NOT_RULES_EITHER]);
  expect(used.size).toBeGreaterThan(5);
  expect([...used].filter((keyword) => !known.has(String(keyword)))).toEqual([]);
});

function keywordsOf(schema: Record<string, Record<string, never>>): string[] {
  const { properties = {}, definitions = {}, items } = schema;
  const below = [
    ...Object.values(properties),
    ...Object.values(definitions),
    ...(items ? [items] : []),
  ];
  return [...Object.keys(schema), ...below.flatMap(keywordsOf)];
}
