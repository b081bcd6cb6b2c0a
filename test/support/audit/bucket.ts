import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startS3 } from "#local/s3/start.ts";

/** An S3 with the bucket of the sealed journal. The SDK is pointed at it. */
export async function startAuditBucket(): Promise<{ readonly stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "chargeward-s3-"));
  const name = String(process.env["AUDIT_BUCKET"]);
  const s3 = await startS3({
    dataDir,
    buckets: [{ name, lock: { mode: "COMPLIANCE", days: 1 } }],
  });
  Object.assign(process.env, { AWS_ENDPOINT_URL_S3: s3.endpoint });
  return {
    async stop() {
      await s3.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
