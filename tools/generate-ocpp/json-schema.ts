/** What the official schemas use of JSON Schema draft 7. */
export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly additionalProperties?: boolean;
  readonly $ref?: string;
  readonly [annotation: string]: unknown;
}

const ANNOTATIONS = new Set([
  "$id",
  "$schema",
  "description",
  "default",
  "additionalItems",
  "javaType",
]);

/** A copy of the schema in which each schema, from the leaves up, went through `change`. */
function mapSchema(schema: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const mapAll = (schemas: Readonly<Record<string, JsonSchema>>) =>
    Object.fromEntries(Object.entries(schemas).map(([name, s]) => [name, mapSchema(s, change)]));
  return change({
    ...schema,
    ...(schema.properties && { properties: mapAll(schema.properties) }),
    ...(schema.definitions && { definitions: mapAll(schema.definitions) }),
    ...(schema.items && { items: mapSchema(schema.items, change) }),
  });
}

/** The schema without what says nothing about validity; `additionalItems` has no effect beside a single `items`. */
export function withoutAnnotations(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, (s) =>
    Object.fromEntries(Object.entries(s).filter(([keyword]) => !ANNOTATIONS.has(keyword))),
  );
}

/**
 * The schema with every integer bounded to what a double holds exactly: OCPP's integers have 32 bits, and a number
 * like 1e300 passes `type: integer` but no database.
 */
export function withSafeIntegers(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, (s) =>
    s.type === "integer"
      ? { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER, ...s }
      : s,
  );
}

/** The schema with each `$ref` replaced by what it points to; OCPP's definitions never refer to themselves. */
export function withoutRefs(root: JsonSchema): JsonSchema {
  const resolve = (schema: JsonSchema): JsonSchema => {
    if (schema.$ref === undefined) return schema;
    const target = root.definitions?.[schema.$ref.replace("#/definitions/", "")];
    if (target === undefined)
      throw new Error(`The schema refers to ${schema.$ref}, which it lacks.`);
    return mapSchema(target, resolve);
  };
  const { definitions: _, ...rest } = root;
  return mapSchema(rest, resolve);
}
