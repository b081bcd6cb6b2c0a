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
  // Chargers write the answers to our calls, and the first fault in one is enough.
  const isOurs = target.fromCsms && !target.fromCharger;
  const code = [
    checkOf("checkRequest", target.request, isOurs),
    checkOf("checkResponse", target.response, false),
  ].join("\n");
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

/** The check of one schema; its names differ from those of the other check in the module. */
function checkOf(name: string, schema: JsonSchema, allErrors: boolean): string {
  const ajv = new Ajv({
    strict: false,
    // Off with `strict`, yet 1e999 is Infinity once parsed.
    strictNumbers: true,
    meta: false,
    validateSchema: false,
    inlineRefs: false,
    messages: false,
    allErrors,
    // multipleOf 0.1 must take 0.3, which is not three times 0.1 in binary.
    multipleOfPrecision: 6,
    // Known names only, so that a new format in the schemas stops the build.
    formats: { "date-time": () => true, uri: () => true },
    code: { source: true, esm: true, lines: true, formats: _`FORMATS` },
  });
  ajv.addSchema(withSafeIntegers(withoutAnnotations(schema)), "schema");
  const code = standaloneCode
    .default(ajv, { [name]: "schema" })
    .replace('"use strict";', "")
    .replace(LENGTH_IMPORT, "const $1 = characterCount;")
    .replace(/^export const check/gm, "const check")
    // Nobody reads where in the schema a rule stands, and it is a tenth of the code.
    .replace(/schemaPath:"[^"]*",/g, "")
    // Nor who holds a value: that is for keywords that OCPP does not use.
    .replace(/,parentData:\w+,parentDataProperty:[^,}]+,rootData\}/g, "}")
    .replace(/, parentData, parentDataProperty, rootData=data\}/g, "}")
    // Only `unevaluatedProperties` reads it, and a statement like this keeps bundlers from dropping the function.
    .replace(/^validate\d+\.evaluated = .*;$/gm, "");
  return code.replace(/\b(validate|schema|func|formats|pattern)(\d+)\b/g, `$1$2Of${name}`);
}

/** A validator, with the schema where it is a charger that writes the message: chargers' faults are mended by it. */
function exportOf(name: string, check: string, schema: JsonSchema | false): string {
  const mendedBy = schema ? `, ${JSON.stringify(withoutRefs(withoutAnnotations(schema)))}` : "";
  return `export const ${name} = /* @__PURE__ */ validator(${check}${mendedBy});`;
}
