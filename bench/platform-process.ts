/** The platform under test, as `npm start` runs it, in a process of its own; its parent learns of it by IPC. */
import { startPlatform } from "#local/platform.ts";
import { prepareAssembly } from "#local/startup/prepare-assembly.ts";
import type { PlatformReport, PlatformRequest } from "./platform/messages.ts";

const report = (message: PlatformReport): void => void process.send?.(message);

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

async function start(dataDir: string, demo: boolean): Promise<void> {
  const assemblyDir = await prepareAssembly((line) => process.stdout.write(`${line}\n`));
  const platform = await startPlatform({
    dataDir,
    assemblyDir,
    port: 0,
    tlsPort: 0,
    demo,
    onFailure: fail,
  });
  process.on("message", (request: PlatformRequest) => {
    if (request === "usage") {
      const { user, system } = process.cpuUsage();
      report({
        kind: "usage",
        cpuSeconds: (user + system) / 1e6,
        environments: platform.environments(),
      });
      return;
    }
    void platform.stop().then(() => process.exit(0));
  });
  const { access, environment } = platform;
  report({ kind: "ready", ocppUrl: access.ocppUrl, environment });
}

// The parent decides when to stop, also on Ctrl-C; without a parent nothing is left to measure.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit(1));
process.removeAllListeners("warning");
start(process.argv[2] ?? "", process.argv[3] === "demo").catch((error: unknown) =>
  fail(error instanceof Error ? error.message : String(error)),
);
