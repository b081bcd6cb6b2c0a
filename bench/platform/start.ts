import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { PlatformReport, PlatformRequest, PlatformUsage } from "./messages.ts";
import { residentMegabytesOfTree } from "./resident-memory.ts";

/** A platform that was started fresh, in its own process and on an empty data directory. */
export interface RunningPlatform {
  readonly dataDir: string;
  readonly ocppUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Resident memory of the process and everything that it started. */
  readonly residentMegabytes: () => Promise<number>;
  readonly usage: () => Promise<PlatformUsage>;
  /** Ends it and removes its data. */
  readonly stop: () => Promise<void>;
}

const PROCESS_FILE = join(import.meta.dirname, "..", "platform-process.ts");

/** Starts a platform, with the demo's operators where they are wanted; throws when it ends before it is ready. */
export async function startFreshPlatform({
  profileFolder,
  demo = false,
}: {
  readonly profileFolder?: string | undefined;
  readonly demo?: boolean;
} = {}): Promise<RunningPlatform> {
  const dataDir = await mkdtemp(join(tmpdir(), "chargeward-bench-"));
  const child = fork(PROCESS_FILE, [dataDir, ...(demo ? ["demo"] : [])], {
    execArgv:
      profileFolder === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${resolve(profileFolder)}`],
  });
  const { pid } = child;
  const ended = once(child, "exit");

  const next = async <Kind extends PlatformReport["kind"]>(kind: Kind) => {
    const gone = ended.then(() => {
      throw new Error("The platform ended by itself.");
    });
    for (;;) {
      const [report] = (await Promise.race([once(child, "message"), gone])) as [PlatformReport];
      if (report.kind === kind) return report as Extract<PlatformReport, { kind: Kind }>;
    }
  };
  const ask = (request: PlatformRequest): void => void child.send(request);

  const { ocppUrl, environment } = await next("ready").catch(async (error: unknown) => {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  });
  return {
    dataDir,
    ocppUrl,
    environment,
    residentMegabytes: () => residentMegabytesOfTree(pid ?? 0),
    usage: () => {
      const usage = next("usage");
      ask("usage");
      return usage;
    },
    stop: async () => {
      if (child.connected) ask("stop");
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
