import { element } from "./element.ts";
import type { ApiDocument } from "./openapi.ts";
import { operationSection } from "./operation-section.ts";
import { schemaTable } from "./schema-table.ts";

/** Shows the document that the platform itself serves, so that page and platform cannot disagree. */
async function show(): Promise<void> {
  const reference = place("reference");
  const answer = await fetch("/v1/openapi.json");
  if (!answer.ok) {
    reference.replaceChildren(element("p", {}, `The reference answered ${answer.status}.`));
    return;
  }
  const api = (await answer.json()) as ApiDocument;
  place("contents").replaceChildren(contents(api));
  reference.replaceChildren(
    element("p", {}, api.info.description ?? ""),
    element("p", { class: "quiet" }, "A star marks what is required."),
    ...api.tags.map(({ name }) => tagSection(api, name)),
    schemasSection(api),
  );
  openTarget();
}

function contents(api: ApiDocument): HTMLElement {
  const names = [...api.tags.map(({ name }) => name), "Schemas"];
  const items = names.map((name) => element("li", {}, element("a", { href: `#${name}` }, name)));
  return element("ul", {}, ...items);
}

function tagSection(api: ApiDocument, tag: string): HTMLElement {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => operationSection(api, method, path, operation)),
  );
  return element("section", { id: tag }, element("h2", {}, tag), ...operations);
}

function schemasSection(api: ApiDocument): HTMLElement {
  const schemas = Object.entries(api.components.schemas).map(([name, schema]) =>
    element(
      "details",
      { id: `schema-${name}` },
      element("summary", {}, element("code", {}, name)),
      schemaTable(schema),
    ),
  );
  return element("section", { id: "Schemas" }, element("h2", {}, "Schemas"), ...schemas);
}

/** A link to something that is folded up unfolds it. */
function openTarget(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
  target?.scrollIntoView();
}

function place(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
}

window.addEventListener("hashchange", openTarget);
show().catch(() => {
  place("reference").replaceChildren(element("p", {}, "The reference could not be loaded."));
});
