#!/usr/bin/env node
/**
 * Stands in for `docker` where there is none: runs the suite's simulator from a checkout, as the container would.
 * CHARGEWARD_TCK_SIMULATOR is the checkout, CHARGEWARD_TCK_BUN the runtime. It ends with the simulator, whose input the
 * suite closes; `ps`, `stop` and `rm` find nothing.
 */
import { spawn } from "node:child_process";
import { simulatorArguments } from "./docker-arguments.ts";

const simulator = simulatorArguments(process.argv.slice(2));
if (simulator !== undefined) {
  const cwd = process.env["CHARGEWARD_TCK_SIMULATOR"];
  const child = spawn(process.env["CHARGEWARD_TCK_BUN"] ?? "bun", simulator, {
    ...(cwd !== undefined && { cwd }),
    stdio: "inherit",
  });
  child.once("exit", (code) => {
    process.exitCode = code ?? 1;
  });
  process.once("SIGTERM", () => child.kill());
}
