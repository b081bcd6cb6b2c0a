import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(import.meta.resolve("ocpp-ws-cli"));

export interface CliReport {
  readonly metrics: Readonly<Record<string, number>>;
  readonly testResults?: readonly {
    readonly name: string;
    readonly passed: boolean;
    readonly issue?: string;
  }[];
}

/**
 * Runs a command of `ocpp-ws-cli` and gives its report. Its exit code says nothing, and `fuzz` ends only on SIGINT,
 * which it gets after `interruptAfterMs`.
 */
export async function runOcppWsCli(
  args: readonly string[],
  interruptAfterMs?: number,
): Promise<CliReport> {
  const reports = mkdtempSync(join(tmpdir(), "chargeward-cli-"));
  const child = spawn(
    process.execPath,
    [PROGRAM, ...args, "--report", "json", "--report-dir", reports],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, CI: "1" } },
  );
  let output = "";
  const gather = (chunk: unknown): void => {
    output = (output + String(chunk)).slice(-4_000);
  };
  child.stdout.on("data", gather);
  child.stderr.on("data", gather);
  const ended = once(child, "close");
  if (interruptAfterMs !== undefined) {
    // How long to fuzz is what is asked for here, not something to wait for.
    await Promise.race([pause(interruptAfterMs), ended]);
    child.kill("SIGINT");
  }
  await ended;
  const [name] = readdirSync(reports);
  if (name === undefined) throw new Error(`ocpp-ws-cli wrote no report:\n${output}`);
  const report = JSON.parse(readFileSync(join(reports, name), "utf8")) as CliReport;
  rmSync(reports, { recursive: true, force: true });
  return report;
}

/** An address with user and password in it, which is how the tool is told of them. */
export function addressWith(url: string, user: string, password: string): string {
  const address = new URL(url);
  address.username = user;
  address.password = password;
  return address.href;
}
