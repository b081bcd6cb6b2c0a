#!/usr/bin/env node
import { exportFiles } from "./verify/export-files.ts";
import { USAGE, verifyOptions } from "./verify/options.ts";
import { verdictText } from "./verify/verdict-text.ts";
import { verifyStreams } from "./verify/verify-streams.ts";

const options = verifyOptions(process.argv.slice(2));
if (!options) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}
const { path, bucket = "", operatorId = "", trusted } = options;
try {
  // The SDK is loaded only by those who read a bucket: an auditor needs nothing but Node.
  const streams =
    path === undefined
      ? (await import("./verify/sealed-objects.ts")).sealedObjects(bucket, operatorId)
      : exportFiles(path);
  const verdict = await verifyStreams(streams, {
    ...(trusted && { trusted }),
    withoutStatement: path === undefined,
    onProgress: (entries) => process.stderr.write(`${entries} entries read\n`),
  });
  process.stdout.write(`${verdictText(verdict)}\n`);
  process.exitCode = verdict.findings.length > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`It could not be read: ${String(error)}\n`);
  process.exitCode = 2;
}
