import { existsSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";

const PACKAGE_HERE = `@dynoxide/${process.platform}-${process.arch}`;

function installedPackage(name: string): string | undefined {
  try {
    return findPackageJSON(name, import.meta.url);
  } catch {
    return undefined;
  }
}

/** Where the database's binary is; throws a sentence for people where the platform has none. */
export function dynoxideBinary(packageName = PACKAGE_HERE): string {
  const packageFile = installedPackage(packageName);
  const path = packageFile && join(dirname(packageFile), "dynoxide");
  if (path !== undefined && existsSync(path)) return path;
  throw new Error(
    `There is no local DynamoDB for this machine: the package ${packageName} is not installed. ` +
      "Start DynamoDB Local yourself and set CHARGEWARD_DYNAMODB_ENDPOINT to its URL, e.g. http://127.0.0.1:8000.",
  );
}
