import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { openOutbox } from "../cognito/outbox.ts";
import { listen } from "../gateway/listen.ts";
import { readBody } from "../gateway/read-body.ts";
import type { EndpointService, WriteLog } from "../services.ts";
import { letterOf } from "./letter-of.ts";

const SEND = "/v2/email/outbound-emails";
const BODY_BYTES = 2 * 1024 * 1024;

/** Amazon SES for one machine: it takes mails (SendEmail of the API version 2) and puts them into the outbox. */
export async function startSes(options: {
  readonly dataDir: string;
  readonly writeLog: WriteLog;
}): Promise<EndpointService> {
  const outbox = await openOutbox(options.dataDir);
  const answer = async (request: IncomingMessage) => {
    if (request.method !== "POST" || request.url !== SEND) {
      return { status: 404, type: "NotFoundException" };
    }
    const letter = letterOf(String(await readBody(request, BODY_BYTES)));
    if (!letter) return { status: 400, type: "BadRequestException" };
    await outbox.post(letter);
    return { status: 200 };
  };
  const server = createServer((request, response) => {
    answer(request)
      .catch((error: unknown) => {
        options.writeLog(`ses: ${String(error)}`);
        return { status: 500, type: "InternalServiceErrorException" };
      })
      .then(({ status, type }: { status: number; type?: string }) => {
        const body = type === undefined ? { MessageId: randomUUID() } : { message: type };
        response.writeHead(status, {
          "content-type": "application/json",
          ...(type !== undefined && { "x-amzn-errortype": type }),
        });
        response.end(JSON.stringify(body));
      })
      .catch(() => response.destroy());
  });
  const port = await listen(server, 0, "");
  return {
    name: "ses",
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
