import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startS3 } from "#local/s3/start.ts";
import type { EndpointService } from "#local/services.ts";

const LOCKED = "journal";
const OPEN = "plain";
const buckets = [
  { name: LOCKED, lock: { mode: "COMPLIANCE", days: 1 } },
  { name: "trial", lock: { mode: "GOVERNANCE", days: 1 } },
  { name: OPEN },
] as const;

let dataDir: string;
let service: EndpointService;
let s3: S3Client;
const start = async () => {
  service = await startS3({ dataDir, buckets });
  s3 = new S3Client({
    endpoint: service.endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
};
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "chargeward-s3-"));
  await start();
});
afterAll(async () => {
  s3.destroy();
  await service.stop();
  await rm(dataDir, { recursive: true });
});

const put = (Bucket: string, Key: string, Body: string, more = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const read = async (Bucket: string, Key: string, VersionId?: string) => {
  const { Body } = await s3.send(
    new GetObjectCommand({ Bucket, Key, ...(VersionId && { VersionId }) }),
  );
  return Body?.transformToString();
};

describe("an object", () => {
  it("is read as it was put, and is there after a restart", async () => {
    await put(OPEN, "a/ü & b.txt", "Grüße");
    s3.destroy();
    await service.stop();
    await start();

    expect(await read(OPEN, "a/ü & b.txt")).toBe("Grüße");
    const head = await s3.send(new HeadObjectCommand({ Bucket: OPEN, Key: "a/ü & b.txt" }));
    expect(head.ContentLength).toBe(7);
  });

  it("keeps its versions when another is put", async () => {
    const first = await put(LOCKED, "twice", "one");
    await put(LOCKED, "twice", "two");

    expect(await read(LOCKED, "twice")).toBe("two");
    expect(await read(LOCKED, "twice", first.VersionId)).toBe("one");
  });

  it("is put once only for whom it must not be there yet", async () => {
    const once = { IfNoneMatch: "*" };
    await put(LOCKED, "once", "one", once);

    await expect(put(LOCKED, "once", "two", once)).rejects.toMatchObject({
      name: "PreconditionFailed",
    });
    expect(await read(LOCKED, "once")).toBe("one");
  });

  it("that is not there is not found", async () => {
    await expect(read(OPEN, "nowhere")).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  it("is listed by prefix in the order of keys, page by page", async () => {
    for (const key of ["l/3", "l/1", "l/2", "m/1"]) await put(OPEN, key, "x");

    const first = await s3.send(
      new ListObjectsV2Command({ Bucket: OPEN, Prefix: "l/", MaxKeys: 2 }),
    );
    const second = await s3.send(
      new ListObjectsV2Command({
        Bucket: OPEN,
        Prefix: "l/",
        ContinuationToken: first.NextContinuationToken,
      }),
    );
    const folders = await s3.send(new ListObjectsV2Command({ Bucket: OPEN, Delimiter: "/" }));

    expect(first.Contents?.map(({ Key }) => Key)).toEqual(["l/1", "l/2"]);
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(["l/3"]);
    expect(folders.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(["a/", "l/", "m/"]);
  });
});

describe("Object Lock", () => {
  const remove = (Bucket: string, Key: string, VersionId?: string, bypass?: boolean) =>
    s3.send(
      new DeleteObjectCommand({
        Bucket,
        Key,
        ...(VersionId && { VersionId }),
        ...(bypass && { BypassGovernanceRetention: true }),
      }),
    );
  const retain = (Bucket: string, Key: string, days: number, bypass?: boolean) =>
    s3.send(
      new PutObjectRetentionCommand({
        Bucket,
        Key,
        Retention: {
          Mode: Bucket === LOCKED ? "COMPLIANCE" : "GOVERNANCE",
          RetainUntilDate: new Date(Date.now() + days * 86_400_000),
        },
        ...(bypass && { BypassGovernanceRetention: true }),
      }),
    );

  it("is what the bucket says, on each object", async () => {
    await put(LOCKED, "kept", "x");

    const configuration = await s3.send(new GetObjectLockConfigurationCommand({ Bucket: LOCKED }));
    const { Retention } = await s3.send(
      new GetObjectRetentionCommand({ Bucket: LOCKED, Key: "kept" }),
    );

    expect(configuration.ObjectLockConfiguration?.Rule?.DefaultRetention).toEqual({
      Mode: "COMPLIANCE",
      Days: 1,
    });
    expect(Retention?.Mode).toBe("COMPLIANCE");
    expect(Retention?.RetainUntilDate?.getTime()).toBeGreaterThan(Date.now());
  });

  it("refuses to delete a version; a deletion only hides it", async () => {
    const { VersionId } = await put(LOCKED, "hidden", "evidence");

    await expect(remove(LOCKED, "hidden", VersionId, true)).rejects.toMatchObject({
      name: "AccessDenied",
    });
    await remove(LOCKED, "hidden");

    await expect(read(LOCKED, "hidden")).rejects.toMatchObject({ name: "NoSuchKey" });
    expect(await read(LOCKED, "hidden", VersionId)).toBe("evidence");
  });

  it("may be made longer and never shorter in compliance mode", async () => {
    await put(LOCKED, "longer", "x");

    await retain(LOCKED, "longer", 10);

    await expect(retain(LOCKED, "longer", 2, true)).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  it("in governance mode gives way to who may bypass it and says so", async () => {
    const { VersionId } = await put("trial", "weak", "x");

    await expect(remove("trial", "weak", VersionId)).rejects.toMatchObject({
      name: "AccessDenied",
    });
    await retain("trial", "weak", 0.5, true);
    await remove("trial", "weak", VersionId, true);

    await expect(read("trial", "weak")).rejects.toMatchObject({ name: "NoSuchKey" });
  });
});
