import type { Context } from "../../access.ts";
import type { TableFacts } from "../../resources.ts";
import { isObject, type JsonObject } from "../json-request.ts";
import { attributesInExpressions } from "./expressions.ts";
import { partitionKeysOfQuery } from "./key-condition.ts";

/** `dynamodb:LeadingKeys` of items or keys: absent when the table, or one of the keys, is not known, so that no condition on it can match. */
export function leadingKeyOf(facts: TableFacts | undefined, items: readonly JsonObject[]): Context {
  if (facts === undefined) return {};
  return leadingKeys(items.map((item) => keyText(item[facts.partitionKey])));
}

function leadingKeys(values: readonly (string | undefined)[]): Context {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0 || known.length < values.length) return {};
  return { "dynamodb:LeadingKeys": [...new Set(known)] };
}

/** A key's value as a policy compares it. */
function keyText(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const text = value["S"] ?? value["N"] ?? value["B"];
  return typeof text === "string" && Object.keys(value).length === 1 ? text : undefined;
}

/** The other condition keys of a request that names its items. */
export function itemContext(input: JsonObject, attributes: JsonObject): Context {
  return {
    "dynamodb:Attributes": [
      ...new Set([...Object.keys(attributes), ...attributesInExpressions(input)]),
    ],
    ...optionsContext(input),
    ...selectOf(input, "ALL_ATTRIBUTES"),
  };
}

/** The condition keys of a Scan: it has no leading key, whatever else stands in the request. */
export function scanContext(input: JsonObject): Context {
  return {
    "dynamodb:Attributes": attributesInExpressions(input),
    ...optionsContext(input),
    ...selectOf(
      input,
      input["IndexName"] === undefined ? "ALL_ATTRIBUTES" : "ALL_PROJECTED_ATTRIBUTES",
    ),
  };
}

/** The condition keys of a Query, of a table or of an index. */
export function queryContext(facts: TableFacts | undefined, input: JsonObject): Context {
  const { IndexName: indexName } = input;
  const partitionKey =
    indexName === undefined
      ? facts?.partitionKey
      : facts?.indexPartitionKeys.get(String(indexName));
  const keys =
    partitionKey === undefined ? [] : partitionKeysOfQuery(partitionKey, input).map(keyText);
  return { ...scanContext(input), ...leadingKeys(keys) };
}

function selectOf(input: JsonObject, otherwise: string): Context {
  const { Select: select, ProjectionExpression: projection, AttributesToGet: attributes } = input;
  if (typeof select === "string") return { "dynamodb:Select": select };
  const isSpecific = projection !== undefined || attributes !== undefined;
  return { "dynamodb:Select": isSpecific ? "SPECIFIC_ATTRIBUTES" : otherwise };
}

function optionsContext(input: JsonObject): Context {
  const returnValues = input["ReturnValues"] ?? "NONE";
  const consumed = input["ReturnConsumedCapacity"] ?? "NONE";
  return {
    "dynamodb:ReturnValues": String(returnValues),
    "dynamodb:ReturnConsumedCapacity": String(consumed),
  };
}
