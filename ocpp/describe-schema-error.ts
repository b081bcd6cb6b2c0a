import { meaningOf } from "./schema-keyword.ts";
import type { SchemaError } from "./validate.ts";

/** JSON Pointer to the field at fault; a missing field's pointer is the one that it would have. */
function pointerOf({ instancePath, keyword, params }: SchemaError): string {
  return keyword === "required"
    ? `${instancePath}/${String(params["missingProperty"])}`
    : instancePath;
}

/** The broken rule as a phrase, e.g. `/idTag is longer than 20 characters`; never the value. */
export function describeSchemaError(error: SchemaError): string {
  const place = pointerOf(error) || "the payload";
  return `${place} ${meaningOf(error.keyword).describe(error.params)}`;
}
