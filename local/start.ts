import { resolve } from "node:path";
import { parseStartOptions, type StartOptions, USAGE } from "./options.ts";
import { startPlatform } from "./platform.ts";
import { banner } from "./startup/banner.ts";
import { prepareAssembly } from "./startup/prepare-assembly.ts";

const writeLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function readOptions(): StartOptions {
  try {
    return parseStartOptions(process.argv.slice(2));
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

async function start(options: StartOptions): Promise<void> {
  const assemblyDir = await prepareAssembly(writeLine);
  const platform = await startPlatform({ ...options, assemblyDir, onFailure: fail });
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await platform.stop();
    process.exit(0);
  };
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());
  writeLine("Chargeward is ready");
  writeLine(banner(platform.access, resolve(options.dataDir)));
}

// Two modules of Node that the platform uses call themselves experimental; the rest of the warnings still shows.
process.removeAllListeners("warning");
process.on("warning", (warning) => {
  if (warning.name !== "ExperimentalWarning") process.stderr.write(`${warning.stack}\n`);
});

start(readOptions()).catch((error: unknown) =>
  fail(error instanceof Error ? error.message : String(error)),
);
