import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { EndpointService } from "./services.ts";

/** An error that the AWS SDK shows to the caller under this name. */
export class AwsServiceError extends Error {
  override readonly name = "AwsServiceError";
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** What the service does for each operation, by the name that the SDK sends in `x-amz-target`. */
type Operations = Readonly<Record<string, (input: JsonObject) => JsonObject | Promise<JsonObject>>>;

export interface AwsJsonServerOptions {
  readonly name: string;
  /** The part of `x-amz-target` before the dot. */
  readonly targetPrefix: string;
  readonly operations: Operations;
  readonly port?: number | undefined;
}

const MAXIMUM_BODY_BYTES = 2 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAXIMUM_BODY_BYTES) {
      throw new AwsServiceError("RequestEntityTooLargeException", "The request is too large.");
    }
    chunks.push(chunk);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    if (typeof body === "object" && body !== null && !Array.isArray(body)) {
      return body as JsonObject;
    }
  } catch {
    // Falls through to the refusal below.
  }
  throw new AwsServiceError("SerializationException", "The body is not a JSON object.");
}

/** Serves one AWS JSON 1.1 service on 127.0.0.1 for the SDK; signatures must be present and are not checked. */
export async function startAwsJsonServer(options: AwsJsonServerOptions): Promise<EndpointService> {
  async function answer(request: IncomingMessage): Promise<JsonObject> {
    if (!request.headers.authorization?.startsWith("AWS4-HMAC-SHA256 ")) {
      throw new AwsServiceError("MissingAuthenticationTokenException", "The request is unsigned.");
    }
    const [prefix, operation = ""] = String(request.headers["x-amz-target"]).split(".");
    const run = Object.hasOwn(options.operations, operation)
      ? options.operations[operation]
      : undefined;
    if (prefix !== options.targetPrefix || run === undefined) {
      throw new AwsServiceError(
        "UnknownOperationException",
        `The local ${options.name} does not do ${operation || "that"}.`,
      );
    }
    return run(await readBody(request));
  }

  function send(response: ServerResponse, status: number, body: JsonObject): void {
    response.writeHead(status, {
      "content-type": "application/x-amz-json-1.1",
      "x-amzn-requestid": randomUUID(),
    });
    response.end(JSON.stringify(body));
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (body) => send(response, 200, body),
      (error: unknown) =>
        error instanceof AwsServiceError
          ? send(response, 400, { __type: error.type, message: error.message })
          : send(response, 500, {
              __type: "InternalFailure",
              message: "The local service failed.",
            }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    name: options.name,
    endpoint: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
