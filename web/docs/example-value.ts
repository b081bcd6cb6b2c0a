import { type ApiDocument, type ApiSchema, referredName } from "./openapi.ts";

type Schemas = ApiDocument["components"]["schemas"];

/** A value that fits a schema well enough to show: its example, else its default, else something of its type. */
export function exampleValue(schema: ApiSchema, schemas: Schemas): unknown {
  const name = referredName(schema);
  if (name !== undefined) return exampleValue(schemas[name] ?? {}, schemas);
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [alternative] = schema.anyOf ?? schema.allOf ?? [];
  if (alternative) return exampleValue(alternative, schemas);
  if (schema.properties) return exampleObject(schema, schemas);
  if (schema.type === "array") return [exampleValue(schema.items ?? {}, schemas)];
  if (schema.type === "integer" || schema.type === "number") return schema.minimum ?? 1;
  if (schema.type === "boolean") return true;
  if (schema.type === "object") return {};
  return schema.format === "date-time" ? "2026-03-01T10:00:00Z" : "…";
}

/** The required fields; where none is, the first one. */
function exampleObject(schema: ApiSchema, schemas: Schemas): Record<string, unknown> {
  const properties = Object.entries(schema.properties ?? {});
  const required = properties.filter(([name]) => schema.required?.includes(name));
  const shown = required.length > 0 ? required : properties.slice(0, 1);
  return Object.fromEntries(shown.map(([name, of]) => [name, exampleValue(of, schemas)]));
}
