import { isObject, type JsonObject } from "../json-request.ts";
import { nameOf } from "./expressions.ts";

/**
 * The values that a Query compares its partition key with, as attribute values, in either form of key condition. All of them:
 * a request that DynamoDB reads in another way than this must not gain anything by it. A value that is missing is undefined.
 */
export function partitionKeysOfQuery(partitionKey: string, input: JsonObject): readonly unknown[] {
  return [...inExpression(partitionKey, input), ...inKeyConditions(partitionKey, input)];
}

const EQUALITY = /(?<![:#.\w])(#\w+|[A-Za-z_]\w*)\s*=\s*(:\w+)/g;

function inExpression(partitionKey: string, input: JsonObject): readonly unknown[] {
  const { KeyConditionExpression: expression, ExpressionAttributeValues: values } = input;
  if (typeof expression !== "string") return [];
  const attribute = nameOf(input);
  return [...expression.matchAll(EQUALITY)]
    .filter(([, name = ""]) => attribute(name) === partitionKey)
    .map(([, , placeholder = ""]) =>
      isObject(values) && Object.hasOwn(values, placeholder) ? values[placeholder] : undefined,
    );
}

function inKeyConditions(partitionKey: string, input: JsonObject): readonly unknown[] {
  const { KeyConditions: conditions } = input;
  if (!isObject(conditions) || !Object.hasOwn(conditions, partitionKey)) return [];
  const condition = conditions[partitionKey];
  const values = isObject(condition) ? condition["AttributeValueList"] : undefined;
  return Array.isArray(values) && values.length > 0 ? values : [undefined];
}
