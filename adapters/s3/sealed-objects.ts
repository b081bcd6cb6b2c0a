import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { actingCredentials } from "../dynamodb/client.ts";

/** Objects of a bucket with Object Lock: they are put once, read and listed, and that is all. */
export function sealedObjects(bucket: string) {
  const client = () => new S3Client({ credentials: actingCredentials() });
  return {
    /** Without effect where there is an object of this key. */
    async put(key: string, text: string): Promise<void> {
      try {
        await client().send(
          new PutObjectCommand({ Bucket: bucket, Key: key, Body: text, IfNoneMatch: "*" }),
        );
      } catch (error) {
        if (!(error instanceof Error) || error.name !== "PreconditionFailed") throw error;
      }
    },

    async read(key: string): Promise<string> {
      const { Body } = await client().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return (await Body?.transformToString()) ?? "";
    },

    /** The keys below a prefix behind the given one, in order. */
    async *keysBelow(prefix: string, after?: string): AsyncGenerator<string> {
      let token: string | undefined;
      do {
        const page = await client().send(
          new ListObjectsV2Command({
            Bucket: bucket,
            Prefix: prefix,
            ...(token === undefined
              ? after !== undefined && { StartAfter: after }
              : { ContinuationToken: token }),
          }),
        );
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
        token = page.NextContinuationToken;
      } while (token !== undefined);
    },

    /** The first parts of all keys. */
    async folders(): Promise<readonly string[]> {
      const found: string[] = [];
      let token: string | undefined;
      do {
        const page = await client().send(
          new ListObjectsV2Command({
            Bucket: bucket,
            Delimiter: "/",
            ...(token !== undefined && { ContinuationToken: token }),
          }),
        );
        for (const { Prefix } of page.CommonPrefixes ?? []) found.push(Prefix?.slice(0, -1) ?? "");
        token = page.NextContinuationToken;
      } while (token !== undefined);
      return found;
    },
  };
}
