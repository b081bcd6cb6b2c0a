import { _, Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import {
  type JsonSchema,
  withoutAnnotations,
  withoutRefs,
  withSafeIntegers,
} from "./json-schema.ts";
import type { Target } from "./targets.ts";

const LENGTH_IMPORT = /const (\w+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;/g;

/** The JavaScript of one action's module: plain code without ajv, which exports `validateRequest` and `validateResponse`. */
export function validatorModule(target: Target): string {
  const ajv = new Ajv({
    strict: false,
    // Off with `strict`, yet 1e999 is Infinity once parsed.
    strictNumbers: true,
    meta: false,
    validateSchema: false,
    inlineRefs: false,
    messages: false,
    allErrors: target.fromCsms && !target.fromCharger,
    // multipleOf 0.1 must take 0.3, which is not three times 0.1 in binary.
    multipleOfPrecision: 6,
    // Known names only, so that a new format in the schemas stops the build.
    formats: { "date-time": () => true, uri: () => true },
    code: { source: true, esm: true, lines: true, formats: _`FORMATS` },
  });
  ajv.addSchema(withSafeIntegers(withoutAnnotations(target.request)), "request");
  ajv.addSchema(withSafeIntegers(withoutAnnotations(target.response)), "response");
  const code = standaloneCode
    .default(ajv, { checkRequest: "request", checkResponse: "response" })
    .replace('"use strict";', "")
    .replace(LENGTH_IMPORT, "const $1 = characterCount;")
    .replace(/^export const check/gm, "const check")
    // Only `unevaluatedProperties` reads it, and a statement like this keeps bundlers from dropping the function.
    .replace(/^validate\d+\.evaluated = .*;$/gm, "");
  if (code.includes("require(")) throw new Error(`${target.action} needs a run-time part of ajv.`);
  return [
    "// Made by tools/generate-ocpp.ts; never edit, never commit.",
    'import { characterCount, FORMATS } from "../../formats.ts";',
    'import { validator } from "../../validate.ts";',
    code,
    exportOf("validateRequest", "checkRequest", target.fromCharger && target.request),
    exportOf("validateResponse", "checkResponse", target.fromCsms && target.response),
    "",
  ].join("\n");
}

/** A validator, with the schema where it is a charger that writes the message: chargers' faults are mended by it. */
function exportOf(name: string, check: string, schema: JsonSchema | false): string {
  const mendedBy = schema ? `, ${JSON.stringify(withoutRefs(withoutAnnotations(schema)))}` : "";
  return `export const ${name} = /* @__PURE__ */ validator(${check}${mendedBy});`;
}
