import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { FunctionDefinition } from "./function-definition.ts";
import { FunctionError } from "./function-error.ts";
import type {
  EnvironmentMessage,
  EnvironmentSettings,
  ErrorReport,
  InvocationMessage,
} from "./messages.ts";

/** An invocation that waits for an environment or runs in one. */
export interface Invocation {
  readonly eventJson: string;
  readonly resolve: (resultJson: string) => void;
  readonly reject: (error: Error) => void;
}

export interface EnvironmentEvents {
  /** The bundle is loaded, or an invocation has ended: the environment can take the next. */
  readonly onFree: () => void;
  /** The thread is of no more use; an invocation under way has been rejected with the same error. */
  readonly onEnd: (error: FunctionError) => void;
  readonly onLog: (text: string) => void;
}

/** A running execution environment of one function. */
export interface Environment {
  readonly run: (invocation: Invocation) => void;
  readonly stop: () => Promise<void>;
}

/** A thread's young generation; small, because 20 threads that let garbage pile up would cost a gigabyte. */
const YOUNG_GENERATION_MEGABYTES = 12;

/** Starts an environment: a thread that loads the bundle and then says that it is free. */
export function startEnvironment(
  definition: FunctionDefinition,
  compileCacheDirectory: string | undefined,
  events: EnvironmentEvents,
): Environment {
  const worker = new Worker(workerSource(), {
    env: environmentVariables(definition),
    workerData: settingsOf(definition, compileCacheDirectory),
    resourceLimits: {
      maxOldGenerationSizeMb: definition.memoryMegabytes,
      maxYoungGenerationSizeMb: YOUNG_GENERATION_MEGABYTES,
    },
    // A profile of the process covers its threads.
    execArgv: [
      "--no-warnings",
      ...process.execArgv.filter((flag) => flag.startsWith("--cpu-prof")),
    ],
  });
  let current: Invocation | undefined;
  let deadline: NodeJS.Timeout | undefined;
  let requestId = "";
  let ended = false;

  const take = (): Invocation | undefined => {
    const invocation = current;
    current = undefined;
    clearTimeout(deadline);
    return invocation;
  };
  const end = (report: ErrorReport): void => {
    if (ended) return;
    ended = true;
    void worker.terminate();
    const error = new FunctionError(report);
    take()?.reject(error);
    events.onEnd(error);
  };

  worker.on("message", ([kind, body, log]: EnvironmentMessage) => {
    if (log !== "") events.onLog(log);
    if (kind === "log" || ended) return;
    if (kind === "fatal") return end(JSON.parse(body) as ErrorReport);
    const invocation = take();
    if (kind === "result") invocation?.resolve(body);
    if (kind === "error") invocation?.reject(new FunctionError(JSON.parse(body) as ErrorReport));
    events.onFree();
  });
  worker.on("error", (error) =>
    end({ errorType: "Runtime.ExitError", errorMessage: String(error) }),
  );
  worker.on("exit", (code) =>
    end({
      errorType: "Runtime.ExitError",
      errorMessage: `RequestId: ${requestId} Error: Runtime exited with exit status ${code}`,
    }),
  );

  return {
    run: (invocation) => {
      current = invocation;
      requestId = randomUUID();
      const timeoutMs = definition.timeoutSeconds * 1000;
      deadline = setTimeout(
        () =>
          end({
            errorType: "Sandbox.Timedout",
            errorMessage: `RequestId: ${requestId} Error: Task timed out after ${definition.timeoutSeconds.toFixed(2)} seconds`,
          }),
        timeoutMs,
      );
      const message: InvocationMessage = [requestId, Date.now() + timeoutMs, invocation.eventJson];
      worker.postMessage(message);
    },
    stop: async () => {
      ended = true;
      take()?.reject(
        new FunctionError({ errorType: "Runtime.ExitError", errorMessage: "The platform stops." }),
      );
      await worker.terminate();
    },
  };
}

let source: URL | undefined;

/** Types are stripped here once; if each thread did it, each would load the compiler. */
function workerSource(): URL {
  if (source === undefined) {
    const code = readFileSync(new URL("./worker.ts", import.meta.url), "utf8");
    source = new URL(`data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(code))}`);
  }
  return source;
}

function settingsOf(
  definition: FunctionDefinition,
  compileCacheDirectory: string | undefined,
): EnvironmentSettings {
  const [file = "", exportName = ""] = definition.handler.split(".");
  const path = [".mjs", ".js", ".cjs"]
    .map((extension) => join(definition.codeDirectory, `${file}${extension}`))
    .find((candidate) => existsSync(candidate));
  return {
    moduleUrl: pathToFileURL(path ?? join(definition.codeDirectory, `${file}.mjs`)).href,
    exportName,
    functionName: definition.name,
    functionArn: definition.arn,
    memoryMegabytes: definition.memoryMegabytes,
    ...(compileCacheDirectory === undefined ? {} : { compileCacheDirectory }),
  };
}

function environmentVariables(definition: FunctionDefinition): Record<string, string> {
  return {
    ...definition.environment,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    LAMBDA_TASK_ROOT: definition.codeDirectory,
    _HANDLER: definition.handler,
    NODE_NO_WARNINGS: "1",
  };
}
