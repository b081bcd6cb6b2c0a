import { readAssembly } from "#local/assembly/read-assembly.ts";
import { createResolver } from "#local/assembly/resolver.ts";

/** The name of a function in the cloud assembly, by its bundle. Throws where there is none. */
export async function functionNames(assemblyDir: string): Promise<(bundle: string) => string> {
  const resolver = createResolver(await readAssembly(assemblyDir), () => "a secret's value");
  const functions = resolver.resources("AWS::Lambda::Function");
  return (bundle) => {
    const found = functions.find(({ properties }) => properties["Description"] === bundle);
    if (found === undefined) throw new Error(`There is no function ${bundle}.`);
    return found.physicalName;
  };
}
