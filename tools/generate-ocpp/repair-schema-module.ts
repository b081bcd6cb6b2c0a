import { withoutAnnotations, withoutRefs } from "./json-schema.ts";
import type { Target } from "./targets.ts";

const BANNER = "// Made by tools/generate-ocpp.ts; never edit, never commit.";

/** The request's schema as a value, by which `ocpp/salvage/` mends a message that carries money. */
export function repairSchemaModule(target: Target): ReadonlyMap<string, string> {
  const schema = JSON.stringify(withoutRefs(withoutAnnotations(target.request)));
  return new Map([
    [`${target.file}-schema.js`, `${BANNER}\nexport const requestSchema = ${schema};\n`],
    [
      `${target.file}-schema.d.ts`,
      [
        BANNER,
        'import type { RepairSchema } from "../../salvage/repair-schema.ts";',
        "export declare const requestSchema: RepairSchema;",
        "",
      ].join("\n"),
    ],
  ]);
}
