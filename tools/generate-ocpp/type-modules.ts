import { compile } from "json-schema-to-typescript";
import type { JsonSchema } from "./json-schema.ts";
import type { Target } from "./targets.ts";

const BANNER = "// Made by tools/generate-ocpp.ts; never edit, never commit.";

/**
 * The declarations of one action, by file name. Request and response have a file each, because each schema names
 * its own CustomDataType and the like; the module's own declaration file exports the two main types.
 */
export async function typeModules(target: Target): Promise<ReadonlyMap<string, string>> {
  const { action, file } = target;
  const index = [
    BANNER,
    'import type { Validator } from "../../validate.ts";',
    `import type { ${action}Request } from "./${file}-request.js";`,
    `import type { ${action}Response } from "./${file}-response.js";`,
    `export type { ${action}Request, ${action}Response };`,
    `export declare const validateRequest: Validator<${action}Request>;`,
    `export declare const validateResponse: Validator<${action}Response>;`,
    "",
  ].join("\n");
  return new Map([
    [`${file}.d.ts`, index],
    [`${file}-request.d.ts`, await interfaceOf(target.request, `${action}Request`)],
    [`${file}-response.d.ts`, await interfaceOf(target.response, `${action}Response`)],
  ]);
}

async function interfaceOf(schema: JsonSchema, name: string): Promise<string> {
  const { $id: _id, $schema: _schema, description: _description, ...rest } = schema;
  // compile() changes what it is given.
  return compile(structuredClone(rest) as Parameters<typeof compile>[0], name, {
    bannerComment: BANNER,
    format: false,
    // Else an array with minItems 1 becomes a tuple type, which no `map` can make.
    ignoreMinAndMaxItems: true,
  });
}
