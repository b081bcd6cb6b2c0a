import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Assembly, Stack, Template } from "./template.ts";

interface Manifest {
  readonly artifacts: Readonly<
    Record<
      string,
      {
        readonly type: string;
        readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
      }
    >
  >;
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path?: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

/** Reads every stack of the cloud assembly in `directory`. Throws when it holds none. */
export async function readAssembly(directory: string): Promise<Assembly> {
  const manifest = await readJson<Manifest>(join(directory, "manifest.json"));
  const stacks = await Promise.all(
    Object.entries(manifest.artifacts)
      .filter(([, artifact]) => artifact.type === "aws:cloudformation:stack")
      .map(([artifactId, artifact]) =>
        readStack(
          directory,
          artifactId,
          artifact.properties?.stackName ?? artifactId,
          artifact.properties?.templateFile ?? `${artifactId}.template.json`,
        ),
      ),
  );
  if (stacks.length === 0) throw new Error(`The cloud assembly in ${directory} has no stack.`);
  return { stacks };
}

async function readStack(
  directory: string,
  artifactId: string,
  stackName: string,
  templateFile: string,
): Promise<Stack> {
  const [template, assets] = await Promise.all([
    readJson<Template>(join(directory, templateFile)),
    readJson<AssetManifest>(join(directory, `${artifactId}.assets.json`)),
  ]);
  const assetPaths = new Map<string, string>();
  for (const file of Object.values(assets.files ?? {})) {
    if (file.source.path === undefined) continue;
    for (const destination of Object.values(file.destinations)) {
      assetPaths.set(destination.objectKey, resolve(directory, file.source.path));
    }
  }
  return { stackName, template, assetPaths };
}

async function readJson<Content>(path: string): Promise<Content> {
  return JSON.parse(await readFile(path, "utf8")) as Content;
}
