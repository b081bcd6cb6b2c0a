import { element } from "./element.ts";
import { type ApiSchema, referredName } from "./openapi.ts";

/** A schema's fields as a table; a field's own fields follow it, named with a dot. */
export function schemaTable(schema: ApiSchema): HTMLElement {
  const rows = fieldRows(schema, "");
  if (rows.length === 0) return element("p", {}, typeOf(schema));
  const head = ["Field", "Type", "Meaning"].map((title) => element("th", { scope: "col" }, title));
  return element(
    "div",
    { class: "scrolls" },
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...rows),
    ),
  );
}

function fieldRows(schema: ApiSchema, prefix: string): readonly HTMLElement[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const isRequired = schema.required?.includes(name) ?? false;
    const row = element(
      "tr",
      {},
      element("td", {}, element("code", {}, `${prefix}${name}`), isRequired ? " *" : ""),
      element("td", {}, typeOf(field)),
      element("td", {}, meaningOf(field)),
    );
    return [row, ...fieldRows(field.items ?? field, `${prefix}${name}.`)];
  });
}

/** A type in words, with a link where it has a name. */
export function typeOf(schema: ApiSchema): HTMLElement {
  const name = referredName(schema);
  if (name !== undefined) {
    return element("a", { href: `#schema-${name}` }, name);
  }
  if (schema.type === "array") return element("span", {}, "list of ", typeOf(schema.items ?? {}));
  if (schema.anyOf) {
    const kinds = schema.anyOf.flatMap((kind, index) => [index > 0 ? " or " : "", typeOf(kind)]);
    return element("span", {}, ...kinds);
  }
  return element("span", {}, schema.format ?? schema.type ?? "anything");
}

/** What a field means and may hold. */
export function meaningOf(schema: ApiSchema): string {
  const { description, enum: values, minimum, maximum, maxLength, pattern, example } = schema;
  const range = [minimum, maximum].every((end) => end !== undefined);
  return [
    description,
    values && `One of ${values.join(", ")}.`,
    range ? `${minimum} to ${maximum}.` : undefined,
    maxLength !== undefined ? `At most ${maxLength} characters.` : undefined,
    pattern !== undefined && pattern.length < 80 ? `Matches ${pattern}.` : undefined,
    schema.default !== undefined ? `Default: ${JSON.stringify(schema.default)}.` : undefined,
    example !== undefined ? `Example: ${JSON.stringify(example)}.` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}
