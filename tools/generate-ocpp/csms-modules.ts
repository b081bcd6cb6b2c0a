import { type JsonSchema, withoutAnnotations, withoutRefs } from "./json-schema.ts";
import type { Target } from "./targets.ts";

type KeyOrder = { readonly [key: string]: KeyOrder };

const BANNER = "// Made by tools/generate-ocpp.ts; never edit, never commit.";

/** The registry of the actions that we send: their modules by version and action. */
export function csmsCodecs(targets: readonly Target[]): ReadonlyMap<string, string> {
  const csms = targets.filter(({ fromCsms }) => fromCsms);
  const imports = csms.map((t) => `import * as ${nameOf(t)} from "./${t.folder}/${t.file}.js";`);
  const table = byVersion(csms, nameOf);
  return new Map([
    ["csms-codecs.js", [BANNER, ...imports, `export const CSMS_CODECS = ${table};`, ""].join("\n")],
    ["csms-codecs.d.ts", declaration("CSMS_CODECS", "AnyActionCodec", "../validate.ts")],
  ]);
}

/** The validators of the answers to what we send, without those of the requests: half of the code. */
export function csmsResponses(targets: readonly Target[]): ReadonlyMap<string, string> {
  const csms = targets.filter(({ fromCsms }) => fromCsms);
  const imports = csms.map(
    (t) => `import { validateResponse as ${nameOf(t)} } from "./${t.folder}/${t.file}.js";`,
  );
  const table = byVersion(csms, nameOf);
  const text = [BANNER, ...imports, `export const CSMS_RESPONSES = ${table};`, ""].join("\n");
  return new Map([
    ["csms-responses.js", text],
    ["csms-responses.d.ts", declaration("CSMS_RESPONSES", "AnyValidator", "../validate.ts")],
  ]);
}

/** In which order each request of ours has its keys, nested as they are. */
export function csmsKeyOrders(targets: readonly Target[]): ReadonlyMap<string, string> {
  const csms = targets.filter(({ fromCsms }) => fromCsms);
  const table = byVersion(csms, (t) => JSON.stringify(keyOrder(withoutRefs(t.request))));
  return new Map([
    ["csms-key-orders.js", [BANNER, `export const CSMS_KEY_ORDERS = ${table};`, ""].join("\n")],
    ["csms-key-orders.d.ts", declaration("CSMS_KEY_ORDERS", "KeyOrder", "../key-order.ts")],
  ]);
}

/** What each request of ours must be, whole: for people who read the API. */
export function csmsSchemas(targets: readonly Target[]): ReadonlyMap<string, string> {
  const csms = targets.filter(({ fromCsms }) => fromCsms);
  const textOf = ({ request }: Target) => JSON.stringify(withoutRefs(withoutAnnotations(request)));
  const table = byVersion(csms, textOf);
  return new Map([
    ["csms-schemas.js", [BANNER, `export const CSMS_SCHEMAS = ${table};`, ""].join("\n")],
    ["csms-schemas.d.ts", declaration("CSMS_SCHEMAS", "MessageSchema", "../message-schema.ts")],
  ]);
}

function keyOrder(schema: JsonSchema): KeyOrder {
  const properties = schema.items?.properties ?? schema.properties ?? {};
  return Object.fromEntries(Object.entries(properties).map(([key, s]) => [key, keyOrder(s)]));
}

function nameOf(target: Target): string {
  return `${target.folder}${target.action}`;
}

function byVersion(targets: readonly Target[], textOf: (target: Target) => string): string {
  const versions = [...new Set(targets.map(({ version }) => version))];
  const rows = versions.map((version) => {
    const entries = targets.filter((t) => t.version === version);
    return `"${version}": { ${entries.map((t) => `${t.action}: ${textOf(t)}`).join(", ")} }`;
  });
  return `{ ${rows.join(", ")} }`;
}

function declaration(constant: string, type: string, module: string): string {
  const value = `Readonly<Record<OcppVersion, Readonly<Record<string, ${type}>>>>`;
  return [
    BANNER,
    'import type { OcppVersion } from "../actions.ts";',
    `import type { ${type} } from "${module}";`,
    `export declare const ${constant}: ${value};`,
    "",
  ].join("\n");
}
