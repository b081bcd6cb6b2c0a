import { createHash, timingSafeEqual } from "node:crypto";
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";

const REMEMBERED_MS = 300_000;
/** A value that we do not know may be newer than what we remember, but guesses must not become calls. */
const READ_AGAIN_AFTER_MS = 30_000;
/** Both are valid while the edge still learns the newer one. */
const STAGES = ["AWSCURRENT", "AWSPREVIOUS"] as const;

const client = new SecretsManagerClient({});

/** Tells whether a request came through our edge, by the header that only the edge can add. */
export function originSecret(secretId: string, nowMs: () => number = Date.now) {
  let known: { readonly digests: readonly Buffer[]; readonly readAtMs: number } | undefined;

  async function digestsNoOlderThan(ageMs: number): Promise<readonly Buffer[]> {
    if (known && nowMs() - known.readAtMs < ageMs) return known.digests;
    const values = await Promise.all(STAGES.map((stage) => readSecret(secretId, stage)));
    const digests = values.filter((value) => value !== undefined && value !== "").map(digestOf);
    known = { digests, readAtMs: nowMs() };
    return digests;
  }

  return {
    /** Whether `sent` is the current or the previous value; compared in constant time. */
    async matches(sent: string | undefined): Promise<boolean> {
      if (sent === undefined) return false;
      const digest = digestOf(sent);
      if (isAmong(await digestsNoOlderThan(REMEMBERED_MS), digest)) return true;
      return isAmong(await digestsNoOlderThan(READ_AGAIN_AFTER_MS), digest);
    },
  };
}

function digestOf(value: string | undefined): Buffer {
  return createHash("sha256")
    .update(value ?? "")
    .digest();
}

function isAmong(digests: readonly Buffer[], digest: Buffer): boolean {
  return digests.map((known) => timingSafeEqual(known, digest)).includes(true);
}

async function readSecret(secretId: string, stage: string): Promise<string | undefined> {
  try {
    const command = new GetSecretValueCommand({ SecretId: secretId, VersionStage: stage });
    return (await client.send(command)).SecretString;
  } catch (error) {
    // A secret that was never rotated has no previous version.
    if (stage === "AWSPREVIOUS" && error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
