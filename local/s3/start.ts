import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { escapeXml } from "../iam/refusal-answers.ts";
import type { BucketDefinition, EndpointService } from "../services.ts";
import { openObjectVersions } from "./object-versions.ts";
import { type S3Answer, s3Operations } from "./operations.ts";
import { S3Error } from "./s3-error.ts";
import { operationOf, placeOf } from "./s3-request.ts";

export interface S3Options {
  readonly dataDir: string;
  readonly buckets: readonly BucketDefinition[];
  readonly port?: number;
}

/** S3 with the templates' buckets, versioned and with Object Lock that really holds; path style, whole bodies only. */
export async function startS3(options: S3Options): Promise<EndpointService> {
  const versions = openObjectVersions(options.dataDir);
  const operations = s3Operations(versions);

  async function answer(request: IncomingMessage): Promise<S3Answer> {
    const place = placeOf(request.url ?? "/");
    const method = request.method ?? "";
    const operation = operationOf({ ...place, method });
    const definition = options.buckets.find(({ name }) => name === place.bucket);
    if (!definition) throw new S3Error(404, "NoSuchBucket", "The bucket does not exist.");
    if (!operation || request.headers["content-encoding"]?.includes("aws-chunked")) {
      throw new S3Error(501, "NotImplemented", "The local S3 does not do that.");
    }
    const headers = request.headers as Readonly<Record<string, string | undefined>>;
    const body = await bodyOf(request);
    const run = operations[operation.name];
    return run({ ...place, key: place.key ?? "", method, headers, body }, definition);
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      (error: unknown) => {
        const { status, code, message } =
          error instanceof S3Error
            ? error
            : new S3Error(500, "InternalError", "The local service failed.");
        response
          .writeHead(status, { "content-type": "application/xml" })
          .end(`<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`);
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    name: "S3",
    endpoint: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          versions.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
