import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { USAGE_FOLDER_VARIABLE } from "#local/iam/usage-file.ts";
import type { LocalFile } from "#local/services.ts";
import { USAGE_FOLDER } from "#tools/iam-usage/usage-folder.ts";
import { readLocalFile } from "#tools/token/local-platform.ts";
import { eventually } from "./eventually.ts";
import { checkJournal, WITH_REDELIVERY } from "./journal-check.ts";
import { isRunning, processTree } from "./process-tree.ts";

const REPOSITORY = join(import.meta.dirname, "..", "..");
const START_PATIENCE_MS = 90_000;
const READY_LINE = /^Chargeward is ready$/m;

export interface PlatformProcessOptions {
  /** A new temporary one, removed in the end, unless given. */
  readonly dataDir?: string;
  /** Any free port unless given. */
  readonly port?: number;
  readonly tlsPort?: number;
  /** Variables beside those of every test run. */
  readonly environment?: Readonly<Record<string, string>>;
}

const OF_A_TEST_RUN = {
  // What IAM granted outlives the data dir: tools/iam-usage-report.ts reads it when all is done.
  [USAGE_FOLDER_VARIABLE]: USAGE_FOLDER,
  ...WITH_REDELIVERY,
};

interface Ending {
  readonly exitCode: number | null;
  readonly durationMs: number;
}

/** A platform in a process of its own, started as people start it. */
export interface PlatformProcess {
  readonly pid: number;
  readonly dataDir: string;
  /** What `local.json` says. */
  readonly local: LocalFile;
  /** When it has ended; null where a signal ended it. */
  readonly exitCode: Promise<number | null>;
  /** The process and those it started, as they are now. */
  readonly processes: () => readonly number[];
  readonly stop: (signal?: "SIGINT" | "SIGTERM") => Promise<Ending>;
  /** `kill -9` of the process and all that it started. */
  readonly kill: () => Promise<void>;
  /**
   * Stops it if it still runs, holds its journal against its streams, and removes a temporary data dir. Throws where a
   * change is not in the journal exactly once.
   */
  readonly dispose: () => Promise<void>;
}

/** What `node local/start.ts` with these arguments said and how it ended, for starts that must fail. */
export async function runStart(
  args: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly errors: string }> {
  const child = spawnStart(args);
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += String(chunk);
  });
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, errors };
}

/** Starts a platform and waits until it is ready. Throws with what it said where it does not get there. */
export async function startPlatformProcess(
  options: PlatformProcessOptions = {},
): Promise<PlatformProcess> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "chargeward-e2e-"));
  const { port = 0, tlsPort = 0 } = options;
  const args = ["--data-dir", dataDir, "--port", String(port), "--tls-port", String(tlsPort)];
  const child = spawnStart(args, options.environment);
  const { pid } = child;
  if (pid === undefined) throw new Error("The platform's process could not be started.");
  const exitCode = once(child, "exit").then(([code]) => code as number | null);

  async function stop(signal: "SIGINT" | "SIGTERM" = "SIGTERM"): Promise<Ending> {
    const startedAtMs = performance.now();
    child.kill(signal);
    return { exitCode: await exitCode, durationMs: performance.now() - startedAtMs };
  }
  async function kill(): Promise<void> {
    const tree = processTree(pid ?? Number.NaN).filter(isRunning);
    for (const each of tree) process.kill(each, "SIGKILL");
    await eventually("every process has gone", () => !tree.some(isRunning));
  }
  function removeDataDir(): void {
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
  }

  try {
    await untilReady(child);
  } catch (error) {
    await kill();
    removeDataDir();
    throw error;
  }
  return {
    pid,
    dataDir,
    local: await readLocalFile(dataDir),
    exitCode,
    processes: () => processTree(pid),
    stop,
    kill,
    dispose: async () => {
      if (isRunning(pid)) await stop();
      await checkJournal(dataDir).finally(removeDataDir);
    },
  };
}

function spawnStart(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(process.execPath, [join("local", "start.ts"), ...args], {
    cwd: REPOSITORY,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...OF_A_TEST_RUN, ...environmentOfAPerson(), ...environment },
  });
}

/** Without what the test runner adds for itself. */
function environmentOfAPerson(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS, NODE_ENV, VITEST, ...rest } = process.env;
  return rest;
}

async function untilReady(child: ChildProcess): Promise<void> {
  let output = "";
  const gather = (chunk: unknown): void => {
    output += String(chunk);
  };
  child.stdout?.on("data", gather);
  child.stderr?.on("data", gather);
  await eventually(
    "the platform is ready",
    () => {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`The platform did not start:\n${output}`);
      return READY_LINE.test(output);
    },
    START_PATIENCE_MS,
  );
}
