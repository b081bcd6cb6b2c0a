import type { EndpointService, WriteLog } from "../services.ts";
import type { AwsRequest } from "./access.ts";
import type { Guard } from "./guard.ts";
import { type AnswerRefusal, answerBytes } from "./refusal-answers.ts";
import { RefusedRequest } from "./refused-request.ts";
import { startWireServer } from "./wire/server.ts";
import { createUpstream } from "./wire/upstream.ts";

export interface FrontDoorOptions {
  readonly name: string;
  /** Where the service itself listens, `http://127.0.0.1:<port>`. */
  readonly upstream: string;
  readonly guard: Guard;
  readonly answerRefusal: AnswerRefusal;
  readonly writeLog: WriteLog;
}

/** Puts a guard before a service: a request that it lets through goes on as it came, any other is answered here. */
export async function startFrontDoor(options: FrontDoorOptions): Promise<EndpointService> {
  const { guard, answerRefusal, writeLog, name } = options;
  const { hostname, port } = new URL(options.upstream);
  const upstream = createUpstream(hostname, Number(port || 80));

  const server = await startWireServer(async (request) => {
    try {
      await guard(request);
    } catch (error) {
      if (error instanceof RefusedRequest) return answerBytes(answerRefusal(error));
      writeLog(`The front door of ${name} failed: ${String(error)}`);
      throw error;
    }
    const answer = await upstream.exchange(headOf(request), request.body);
    return answer.raw;
  });
  return {
    name: `${name}'s front door`,
    endpoint: server.endpoint,
    stop: async () => {
      await server.stop();
      upstream.close();
    },
  };
}

/** Headers that are about the connection or the caller, or written anew so that the service reads exactly the body that was judged. */
const NOT_PASSED_ON = new Set([
  "authorization",
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "x-amz-security-token",
]);

function headOf({ method, url, headers, body }: AwsRequest): string {
  let head = `${method} ${url} HTTP/1.1\r\n`;
  for (const [name, value] of Object.entries(headers)) {
    if (!NOT_PASSED_ON.has(name)) head += `${name}: ${value}\r\n`;
  }
  return `${head}authorization: ${asOneCaller(headers["authorization"])}\r\ncontent-length: ${body.length}\r\n\r\n`;
}

/** DynamoDB Local keeps a database for each access key id; behind the doors there is one caller, who may do everything. */
function asOneCaller(authorization = ""): string {
  return authorization.replace(/Credential=[^/]+\//, "Credential=local/");
}
