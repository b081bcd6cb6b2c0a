import { expect, it } from "vitest";
import { simulatorArguments } from "#tools/foreign/open-ocpp-tck/docker-arguments.ts";

it("keeps the simulator's own arguments, with the trace where the suite looks for it", () => {
  const docker = ["run", "-i", "--rm", "--name", "sim", "--network", "host"];
  const container = ["-v", "/results:/trace", "--entrypoint", "bun", "registry/sim@sha256:0"];
  const simulator = ["src/cli/main.ts", "--cp-id", "CP", "--trace-output", "/trace/a.jsonl"];

  const started = simulatorArguments([...docker, ...container, ...simulator]);

  expect(started).toEqual([
    "src/cli/main.ts",
    "--cp-id",
    "CP",
    "--trace-output",
    "/results/a.jsonl",
  ]);
});

it.each([["ps"], ["rm"], ["stop"]])("starts nothing for docker %s", (verb) => {
  const started = simulatorArguments([verb, "sim"]);

  expect(started).toBeUndefined();
});
