import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { FunctionDefinition } from "#local/lambda/function-definition.ts";

const folders: string[] = [];

// Registered when a test file is loaded, before its own hooks, and so run after all of them.
afterAll(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
});

/** A new empty folder, removed after the tests of the file. */
export function aTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "chargeward-test-"));
  folders.push(folder);
  return folder;
}

/** A function whose bundle is this source text, with whatever a test sets otherwise. */
export function aFunction(
  source: string,
  more: Partial<FunctionDefinition> = {},
): FunctionDefinition {
  const name = more.name ?? "fixture";
  const codeDirectory = aTemporaryFolder();
  writeFileSync(join(codeDirectory, "index.mjs"), source);
  return {
    name,
    arn: `arn:aws:lambda:eu-west-1:000000000000:function:${name}`,
    codeDirectory,
    handler: "index.handler",
    environment: {},
    timeoutSeconds: 5,
    memoryMegabytes: 128,
    ...more,
  };
}
