import { Readable } from "node:stream";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";

/** The sealed objects of one operator in a bucket, pages and anchors, as streams of text. */
export async function* sealedObjects(
  bucket: string,
  operatorId: string,
  client = new S3Client({}),
): AsyncGenerator<Readable> {
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: `${operatorId}/`,
        ...(token !== undefined && { ContinuationToken: token }),
      }),
    );
    for (const { Key } of page.Contents ?? []) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      if (!(Body instanceof Readable)) throw new Error(`${Key} cannot be read`);
      yield Body;
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
}
