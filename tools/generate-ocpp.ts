import { replaceOutput } from "./generate-ocpp/output.ts";
import { inputsDigest, isUpToDate } from "./generate-ocpp/stamp.ts";

/**
 * Makes `ocpp/generated/` from the official schemas: a validator module and types for each action of
 * `ocpp/actions.ts`. Does nothing when neither the schemas, the actions, the compilers nor this tool changed.
 */
export async function ensureGenerated(): Promise<void> {
  const digest = await inputsDigest();
  if (await isUpToDate(digest)) return;
  // The compilers take most of a second to load: not before it is known that they are needed.
  const { generateFiles } = await import("./generate-ocpp/generate-files.ts");
  await replaceOutput(await generateFiles(), digest);
}

if (import.meta.main) await ensureGenerated();
