import { join } from "node:path";

/** Where the platforms of a test run leave what IAM granted and denied. */
export const USAGE_FOLDER = join(import.meta.dirname, "..", "..", "dist", "iam-usage");

/** What of the end-to-end tests ran to its end; in the same folder. */
export const RUN_FILE = "run.json";
