import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Invoke, LocalService } from "../services.ts";
import type { FunctionDefinition } from "./function-definition.ts";
import { type LogFile, openLogFile } from "./log-file.ts";
import { createPool } from "./pool.ts";
import type { PoolLimits } from "./pool-growth.ts";

export interface FunctionHostOptions {
  readonly definitions: readonly FunctionDefinition[];
  readonly dataDir: string;
  readonly limits?: Partial<PoolLimits>;
}

/** Lambda: runs the bundles by name or ARN. */
export interface FunctionHost extends LocalService {
  readonly invoke: Invoke;
  /** Execution environments that are loaded now. */
  readonly environments: () => number;
}

const CORES = availableParallelism();
const LIMITS: PoolLimits = {
  environments: 20,
  environmentsPerFunction: 8,
  busyPerFunction: CORES + 1,
  running: 4 * CORES,
  waitsAfterMs: 250,
  concurrentStarts: 2,
  queuedPerFunction: 10_000,
  idleMs: 120_000,
  stealAfterMs: 10_000,
};
const REAP_MS = 10_000;
const LOG_FILE_BYTES = 10 * 1024 * 1024;

/** Starts no environment: the first comes with the first invocation. */
export function startFunctionHost({
  definitions,
  dataDir,
  limits = {},
}: FunctionHostOptions): FunctionHost {
  const logFiles = new Map<string, LogFile>();
  const pool = createPool({
    limits: { ...LIMITS, ...limits },
    compileCacheDirectory: join(dataDir, "compile-cache"),
    writeFunctionLog: (name, text) => {
      let file = logFiles.get(name);
      if (file === undefined) {
        file = openLogFile(join(dataDir, "logs", `${name}.log`), LOG_FILE_BYTES);
        logFiles.set(name, file);
      }
      file.write(text);
    },
  });
  const byName = new Map(
    definitions.flatMap((definition) => [
      [definition.arn, definition] as const,
      [definition.name, definition] as const,
    ]),
  );
  const reaper = setInterval(pool.reap, REAP_MS).unref();

  return {
    name: "functions",
    environments: pool.size,
    invoke: async (functionArnOrName, event) => {
      const definition = byName.get(functionArnOrName);
      if (definition === undefined) throw new Error(`No function is called ${functionArnOrName}.`);
      const resultJson = await new Promise<string>((resolve, reject) =>
        pool.submit(definition, { eventJson: JSON.stringify(event), resolve, reject }),
      );
      return JSON.parse(resultJson);
    },
    stop: async () => {
      clearInterval(reaper);
      await pool.stop();
      for (const file of logFiles.values()) file.flush();
    },
  };
}
