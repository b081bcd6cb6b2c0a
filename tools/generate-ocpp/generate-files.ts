import { csmsCodecs, csmsKeyOrders, csmsResponses, csmsSchemas } from "./csms-modules.ts";
import type { GeneratedFiles } from "./output.ts";
import { readTargets } from "./targets.ts";
import { typeModules } from "./type-modules.ts";
import { validatorModule } from "./validator-module.ts";

/** Everything that belongs below `ocpp/generated/`, in memory. */
export async function generateFiles(): Promise<GeneratedFiles> {
  const targets = await readTargets();
  const files = new Map<string, string>();
  for (const target of targets) {
    files.set(`${target.folder}/${target.file}.js`, validatorModule(target));
    for (const [name, text] of await typeModules(target))
      files.set(`${target.folder}/${name}`, text);
  }
  for (const [name, text] of csmsCodecs(targets)) files.set(name, text);
  for (const [name, text] of csmsKeyOrders(targets)) files.set(name, text);
  for (const [name, text] of csmsResponses(targets)) files.set(name, text);
  for (const [name, text] of csmsSchemas(targets)) files.set(name, text);
  return files;
}
