import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inputDigest } from "#local/startup/input-digest.ts";
import { aTemporaryFolder } from "#test/support/local/function-folder.ts";

function aProject(): {
  readonly root: string;
  readonly write: (path: string, text: string) => void;
} {
  const root = aTemporaryFolder();
  for (const folder of ["lib", "ocpp/generated", "docs"]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  write("lib/stack.ts", "one");
  return { root, write };
}

describe("the digest of what the assembly is made from", () => {
  it("stays the same while nothing changes", () => {
    const { root } = aProject();

    expect(inputDigest(root)).toBe(inputDigest(root));
  });

  it.each([
    ["a source changes", "lib/stack.ts"],
    ["a source comes", "lib/other.ts"],
    ["the lock file changes", "package-lock.json"],
  ])("changes when %s", (_, path) => {
    const { root, write } = aProject();
    const before = inputDigest(root);

    write(path, "two");

    expect(inputDigest(root)).not.toBe(before);
  });

  it.each(["docs/page.md", "ocpp/generated/codec.js"])("does not care about %s", (path) => {
    const { root, write } = aProject();
    const before = inputDigest(root);

    write(path, "two");

    expect(inputDigest(root)).toBe(before);
  });
});
