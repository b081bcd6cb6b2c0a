import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { RunningPlatform } from "../platform/start.ts";
import type { HandlerOrder, HandlerReport } from "./messages.ts";

const PROCESS_FILE = join(import.meta.dirname, "..", "handler-process.ts");

/** Measures the handlers in a process of their own against a running platform's database. */
export async function runHandlers(
  platform: RunningPlatform,
  order: HandlerOrder,
): Promise<HandlerReport> {
  const child = fork(PROCESS_FILE, {
    env: { ...process.env, ...platform.environment, AWS_LAMBDA_FUNCTION_NAME: "bench" },
  });
  const gone = once(child, "exit").then(() => {
    throw new Error("The process that measures the handlers ended by itself.");
  });
  child.send(order);
  const [report] = (await Promise.race([once(child, "message"), gone])) as [HandlerReport];
  gone.catch(() => undefined);
  child.disconnect();
  return report;
}
