import { isObject, type JsonObject } from "../json-request.ts";

const EXPRESSIONS = [
  "ConditionExpression",
  "FilterExpression",
  "KeyConditionExpression",
  "ProjectionExpression",
  "UpdateExpression",
];
/** Members of the older form of requests, which name attributes by their own names. */
const BY_ATTRIBUTE = ["AttributeUpdates", "Expected", "KeyConditions", "QueryFilter", "ScanFilter"];
const KEYWORDS = new Set(
  "ADD AND BETWEEN DELETE IN NOT OR REMOVE SET attribute_exists attribute_not_exists attribute_type begins_with contains if_not_exists list_append size"
    .toLowerCase()
    .split(" "),
);

/** Top-level attributes that a request's expressions name, each once. */
export function attributesInExpressions(input: JsonObject): readonly string[] {
  const names = nameOf(input);
  const { AttributesToGet: wanted } = input;
  return [
    ...new Set([
      ...EXPRESSIONS.flatMap((member) => rootsOf(input[member])).map(names),
      ...BY_ATTRIBUTE.flatMap((member) =>
        isObject(input[member]) ? Object.keys(input[member]) : [],
      ),
      ...(Array.isArray(wanted) ? wanted.map(String) : []),
    ]),
  ];
}

/** Resolves `#placeholder` by the request's ExpressionAttributeNames; another name is its own. */
export function nameOf(input: JsonObject): (token: string) => string {
  const { ExpressionAttributeNames: names } = input;
  return (token) =>
    token.startsWith("#") && isObject(names) && Object.hasOwn(names, token)
      ? String(names[token])
      : token;
}

/** The first names of the paths in an expression. */
function rootsOf(expression: unknown): readonly string[] {
  if (typeof expression !== "string") return [];
  const tokens = expression.match(/(?<![:#.\w])(#\w+|[A-Za-z_]\w*)/g) ?? [];
  return tokens.filter((token) => !KEYWORDS.has(token.toLowerCase()));
}
