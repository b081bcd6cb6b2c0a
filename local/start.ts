import { resolve } from "node:path";
import { parseStartOptions, type StartOptions, USAGE } from "./options.ts";
import { type Platform, startPlatform } from "./platform.ts";
import { banner } from "./startup/banner.ts";
import { prepareAssembly } from "./startup/prepare-assembly.ts";

const writeLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

function readOptions(): StartOptions {
  try {
    return parseStartOptions(process.argv.slice(2));
  } catch (error) {
    return fail(`${messageOf(error)}\n${USAGE}`);
  }
}

let starting: Promise<Platform> | undefined;
let stopping = false;

/** A signal that comes while the platform starts waits for the start: only then is there something that can be stopped whole. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const platform = await starting?.catch(() => undefined);
  await platform?.stop();
  process.exit(0);
}

async function start(options: StartOptions): Promise<void> {
  const assemblyDir = await prepareAssembly(writeLine);
  if (stopping) return;
  starting = startPlatform({ ...options, assemblyDir, onFailure: fail });
  const { access } = await starting;
  if (stopping) return;
  writeLine("Chargeward is ready");
  writeLine(banner(access, resolve(options.dataDir)));
}

// Two modules of Node that the platform uses call themselves experimental; the rest of the warnings still shows.
process.removeAllListeners("warning");
process.on("warning", (warning) => {
  if (warning.name !== "ExperimentalWarning") process.stderr.write(`${warning.stack}\n`);
});
process.on("SIGINT", () => void stop());
process.on("SIGTERM", () => void stop());

start(readOptions()).catch((error: unknown) => fail(messageOf(error)));
