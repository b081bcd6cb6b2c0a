import { execFile } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { inputDigest } from "./input-digest.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const ASSEMBLIES = join(ROOT, "dist", "assemblies");
/** The last used ones stay: a platform loads bundles as long as it runs. */
const KEPT_ASSEMBLIES = 5;

const LOCAL_SYNTHESIS = {
  // The CDK's check of templates against its own rules takes half the time of a start; `npm test` and `cdk synth` make it.
  CDK_VALIDATION: "false",
  CDK_CONTEXT_JSON: JSON.stringify({
    // Whoever tries webhooks on one machine receives them there.
    webhooksToLoopback: "true",
    // The TLS port asks every charger for a certificate, as one host for the profiles 2 and 3 does.
    clientCertificates: "passthrough",
  }),
};

const run = promisify(execFile);

/**
 * Gives the directory of a cloud assembly made from the sources as they are: builds and synthesizes where there is none yet.
 * Both happen in processes of their own, because synthesizing takes 440 MB that this one would never give back.
 */
export async function prepareAssembly(writeLine: (line: string) => void): Promise<string> {
  const directory = join(ASSEMBLIES, inputDigest(ROOT));
  if (existsSync(join(directory, "manifest.json"))) {
    utimesSync(directory, new Date(), new Date());
    return directory;
  }
  writeLine("Building the functions and synthesizing the cloud assembly …");
  await runStep("npm", ["run", "--silent", "build"], {});
  const draft = `${directory}.${process.pid}`;
  await mkdir(ASSEMBLIES, { recursive: true });
  await runStep(process.execPath, [join("bin", "chargeward.ts")], {
    CDK_OUTDIR: draft,
    ...LOCAL_SYNTHESIS,
  });
  // Two starts at the same time each make their own; the second finds the first one's in its place.
  await rename(draft, directory).catch(() => rmSync(draft, { recursive: true, force: true }));
  removeOldAssemblies();
  return directory;
}

async function runStep(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    await run(command, [...args], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`"${command} ${args.join(" ")}" failed:\n${stdout}${stderr}`.trim(), {
      cause: error,
    });
  }
}

function removeOldAssemblies(): void {
  const byAge = readdirSync(ASSEMBLIES)
    .map((name) => join(ASSEMBLIES, name))
    .map((path) => ({ path, changedMs: statSync(path).mtimeMs }))
    .sort((one, other) => other.changedMs - one.changedMs);
  for (const { path } of byAge.slice(KEPT_ASSEMBLIES))
    rmSync(path, { recursive: true, force: true });
}
