import { curlExample } from "./curl-example.ts";
import { element } from "./element.ts";
import type { ApiDocument, ApiMedia, ApiOperation, ApiResponse } from "./openapi.ts";
import { meaningOf, schemaTable, typeOf } from "./schema-table.ts";

/** One operation, folded up until somebody opens it. */
export function operationSection(
  document: ApiDocument,
  method: string,
  path: string,
  operation: ApiOperation,
): HTMLElement {
  const body = Object.values(operation.requestBody?.content ?? {})[0];
  return element(
    "details",
    { id: operation.operationId },
    element(
      "summary",
      {},
      element("span", { class: "method" }, method.toUpperCase()),
      element("code", {}, path),
      ` ${operation.summary}`,
    ),
    operation.description === undefined ? undefined : element("p", {}, operation.description),
    ...parametersPart(operation),
    ...(body ? bodyPart(body) : []),
    element("h4", {}, "Answers"),
    element(
      "ul",
      {},
      ...Object.entries(operation.responses).map(([status, response]) =>
        answerLine(status, response),
      ),
    ),
    element("h4", {}, "Example"),
    element("pre", {}, curlExample(document, location.origin, method, path, operation)),
  );
}

function parametersPart({ parameters = [] }: ApiOperation): readonly HTMLElement[] {
  if (parameters.length === 0) return [];
  const rows = parameters.map((parameter) =>
    element(
      "tr",
      {},
      element("td", {}, element("code", {}, parameter.name), parameter.required ? " *" : ""),
      element("td", {}, parameter.in),
      element("td", {}, parameter.description ?? "", " ", meaningOf(withoutText(parameter))),
    ),
  );
  return [
    element("h4", {}, "Parameters"),
    element("div", { class: "scrolls" }, element("table", {}, element("tbody", {}, ...rows))),
  ];
}

/** A parameter's description stands on the parameter and on its schema; once is enough. */
function withoutText({ schema }: { readonly schema: ApiMedia["schema"] }): ApiMedia["schema"] {
  const { description, ...rest } = schema;
  return rest;
}

function bodyPart({ schema }: ApiMedia): readonly HTMLElement[] {
  return [
    element("h4", {}, "Body"),
    element("p", {}, typeOf(schema)),
    ...(schema.properties ? [schemaTable(schema)] : []),
  ];
}

function answerLine(status: string, { description, content }: ApiResponse): HTMLElement {
  const [media] = Object.values(content ?? {});
  const name = status === "default" ? "else" : status;
  return element(
    "li",
    {},
    element("code", {}, name),
    ` ${description} `,
    media && typeOf(media.schema),
  );
}
