import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Everything that decides what the bundles and the templates are; what is generated follows from the rest. */
const INPUTS = [
  "{adapters,bin,contracts,domain,functions,lib,ocpp,tools,web}/**/*",
  "package.json",
  "package-lock.json",
];

/** A digest of the sources that the cloud assembly is made from: while it stays the same, the assembly is as good as new. */
export function inputDigest(root: string): string {
  const digest = createHash("sha256");
  const files = globSync(INPUTS, {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => entry.name === "generated" || entry.name === "node_modules",
  });
  for (const path of files
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()) {
    digest.update(path).update("\0").update(readFileSync(path)).update("\0");
  }
  return digest.digest("hex").slice(0, 16);
}
