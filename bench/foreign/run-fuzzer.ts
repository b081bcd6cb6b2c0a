import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What `ocpp-ws-cli fuzz` counted. */
export interface FuzzerReport {
  readonly anomaliesSent: number;
  /** CALLERRORs. */
  readonly serverErrors: number;
  readonly serverDrops: number;
  /** Every other answer. */
  readonly serverTolerated: number;
}

const PROGRAM = fileURLToPath(import.meta.resolve("ocpp-ws-cli"));

/** Lets the fuzzer of `ocpp-ws-cli` loose in flood mode until `until` comes; it ends only on SIGINT. */
export async function runFuzzer(
  endpoint: string,
  workers: number,
  until: Promise<unknown>,
): Promise<FuzzerReport> {
  const reports = await mkdtemp(join(tmpdir(), "chargeward-fuzz-"));
  try {
    const child = spawn(
      process.execPath,
      [
        ...[PROGRAM, "fuzz", "--endpoint", endpoint, "--workers", String(workers), "--flood"],
        ...["--report", "json", "--report-dir", reports],
      ],
      { stdio: "ignore", env: { ...process.env, CI: "1" } },
    );
    const ended = once(child, "close");
    await Promise.race([until, ended]);
    child.kill("SIGINT");
    await ended;
    const [name] = await readdir(reports);
    if (name === undefined) throw new Error("ocpp-ws-cli wrote no report.");
    const report: unknown = JSON.parse(await readFile(join(reports, name), "utf8"));
    return (report as { readonly metrics: FuzzerReport }).metrics;
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}
