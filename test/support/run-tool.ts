import { type ChildProcess, execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const REPOSITORY = join(import.meta.dirname, "..", "..");

/** Runs one of `tools/` to its end, as its npm script does. */
export async function runTool(
  tool: string,
  args: readonly string[],
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const run = promisify(execFile)(process.execPath, [join("tools", tool), ...args], {
    cwd: REPOSITORY,
  });
  return run.then(
    ({ stdout, stderr }) => ({ exitCode: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ exitCode: code, stdout, stderr }),
  );
}

/** Starts one of `tools/` that runs until it is told to stop. */
export function startTool(tool: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join("tools", tool), ...args], {
    cwd: REPOSITORY,
    stdio: "ignore",
  });
}
