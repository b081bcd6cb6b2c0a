import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FunctionDefinition } from "#local/lambda/function-definition.ts";

/** A new empty folder; what is in it goes when the machine tidies up. */
export function aTemporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "chargeward-test-"));
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
