import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { dynoxideBinary } from "./binary.ts";
import { freePort } from "./free-port.ts";
import { endLeftoverProcess, forgetProcess, rememberProcess } from "./leftover-process.ts";

const START_PATIENCE_MS = 5_000;
const STOP_PATIENCE_MS = 800;

export interface DatabaseProcess {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

interface Options {
  readonly dataDir: string;
  readonly databaseFile: string;
  readonly port: number | undefined;
  readonly onUnexpectedExit: (reason: string) => void;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function untilAnswering(child: ChildProcess, endpoint: string): Promise<void> {
  const deadline = Date.now() + START_PATIENCE_MS;
  for (;;) {
    if (hasEnded(child)) throw new Error("The local DynamoDB ended while it started.");
    if ((await fetch(endpoint).catch(() => undefined))?.ok) return;
    if (Date.now() > deadline) throw new Error("The local DynamoDB does not answer.");
    await pause(5);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), STOP_PATIENCE_MS);
  await ended;
  clearTimeout(force);
}

/** Runs Dynoxide on a file, alone: one that was left over on the same file is ended first. */
export async function startDatabaseProcess(options: Options): Promise<DatabaseProcess> {
  const binary = dynoxideBinary();
  await endLeftoverProcess(options.dataDir, options.databaseFile);
  const port = options.port ?? (await freePort());
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn(
    binary,
    ["--host", "127.0.0.1", "--port", String(port), "--db-path", options.databaseFile],
    // Without its own group, Ctrl-C in a terminal would end it before the functions that still write.
    { stdio: "ignore", detached: true },
  );
  let stopping: Promise<void> | undefined;
  let answers = false;
  child.once("error", () => undefined);
  child.once("exit", (code, signal) => {
    if (answers && stopping === undefined) {
      options.onUnexpectedExit(`The local DynamoDB ended by itself (${signal ?? `code ${code}`}).`);
    }
  });
  if (child.pid !== undefined) await rememberProcess(options.dataDir, child.pid);
  try {
    await untilAnswering(child, endpoint);
  } catch (error) {
    await end(child);
    throw error;
  }
  answers = true;

  return {
    endpoint,
    stop: () => {
      stopping ??= end(child).then(() => forgetProcess(options.dataDir));
      return stopping;
    },
  };
}
