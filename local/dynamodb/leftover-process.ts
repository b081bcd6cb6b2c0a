import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const PATIENCE_MS = 2_000;

function pidFile(dataDir: string): string {
  return join(dataDir, "dynamodb.pid");
}

async function readText(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}

/** The arguments of a running process, as Linux tells them; empty when it does not run. */
async function commandLineOf(pid: number): Promise<readonly string[]> {
  return (await readText(`/proc/${pid}/cmdline`)).split("\0");
}

/** Remembers the database's process, so that the next start can end it if this one dies without doing so. */
export async function rememberProcess(dataDir: string, pid: number): Promise<void> {
  await writeFile(pidFile(dataDir), `${pid}\n`, { mode: 0o600 });
}

export async function forgetProcess(dataDir: string): Promise<void> {
  await rm(pidFile(dataDir), { force: true });
}

function send(pid: number, signal: NodeJS.Signals | 0): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in between, which is what is wanted.
  }
}

/**
 * Ends the database that an earlier platform left behind on the same file. The process must still be a database on
 * that very file: a pid may by now belong to somebody else.
 */
export async function endLeftoverProcess(dataDir: string, databaseFile: string): Promise<void> {
  const pid = Number.parseInt(await readText(pidFile(dataDir)), 10);
  const isOurs = async () => {
    const commandLine = await commandLineOf(pid);
    return commandLine[0]?.endsWith("dynoxide") === true && commandLine.includes(databaseFile);
  };
  const deadline = Date.now() + PATIENCE_MS;
  let signal: NodeJS.Signals | 0 = "SIGTERM";
  while (pid > 1 && (await isOurs())) {
    send(pid, signal);
    signal = Date.now() > deadline ? "SIGKILL" : 0;
    await pause(10);
  }
  await forgetProcess(dataDir);
}
