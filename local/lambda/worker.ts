/**
 * One Lambda execution environment: loads a bundle and runs its handler, one event at a time.
 * It is stripped of its types once and started as a data URL, so it may import nothing but `node:` modules at run time.
 */
import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type {
  EnvironmentMessage,
  EnvironmentSettings,
  ErrorReport,
  InvocationMessage,
} from "./messages.ts";

type Handler = (event: unknown, context: unknown) => unknown;

const settings = workerData as EnvironmentSettings;
const LOG_FLUSH_BYTES = 64 * 1024;
const LOG_FLUSH_MS = 250;

let log = "";

function post(kind: EnvironmentMessage[0], body: string): void {
  parentPort?.postMessage([kind, body, log] satisfies EnvironmentMessage);
  log = "";
}

/** What a function writes goes with its answer: a message for each line would cost more than the line. */
function captureOutput(stream: NodeJS.WriteStream): void {
  stream.write = ((chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    log += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    if (log.length > LOG_FLUSH_BYTES) post("log", "");
    const written = rest.at(-1);
    if (typeof written === "function") written();
    return true;
  }) as typeof stream.write;
}

function reportOf(error: unknown): ErrorReport {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: (error.stack ?? "").split("\n"),
  };
}

async function loadHandler(): Promise<Handler> {
  if (settings.compileCacheDirectory !== undefined) {
    enableCompileCache(settings.compileCacheDirectory);
  }
  const bundle = (await import(settings.moduleUrl)) as Readonly<Record<string, unknown>>;
  const handler = bundle[settings.exportName];
  if (typeof handler === "function") return handler as Handler;
  const missing = new Error(`${settings.exportName} is undefined or not exported`);
  missing.name = "Runtime.HandlerNotFound";
  throw missing;
}

async function run(handler: Handler, message: InvocationMessage): Promise<void> {
  const [requestId, deadlineMs, eventJson] = message;
  const context = {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: settings.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: settings.functionArn,
    logGroupName: `/aws/lambda/${settings.functionName}`,
    logStreamName: "local",
    memoryLimitInMB: String(settings.memoryMegabytes),
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
  try {
    const result = await handler(JSON.parse(eventJson), context);
    post("result", JSON.stringify(result) ?? "null");
  } catch (error) {
    post("error", JSON.stringify(reportOf(error)));
  }
}

captureOutput(process.stdout);
captureOutput(process.stderr);
setInterval(() => {
  if (log !== "") post("log", "");
}, LOG_FLUSH_MS).unref();
process.on("unhandledRejection", (reason) => {
  const report = reportOf(reason);
  post("fatal", JSON.stringify({ ...report, errorType: "Runtime.UnhandledPromiseRejection" }));
});
process.on("uncaughtException", (error) => post("fatal", JSON.stringify(reportOf(error))));

try {
  const handler = await loadHandler();
  parentPort?.on("message", (message: InvocationMessage) => void run(handler, message));
  post("ready", "");
} catch (error) {
  post("fatal", JSON.stringify(reportOf(error)));
}
