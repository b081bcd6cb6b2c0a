import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listen } from "../gateway/listen.ts";
import { readBody } from "../gateway/read-body.ts";
import type { EndpointService, WriteLog } from "../services.ts";
import { pspApi } from "./api.ts";
import { openBooks, type PspAccount } from "./books.ts";
import { faultsIn, NO_FAULTS } from "./faults.ts";
import { pspNotices } from "./notices.ts";
import { pspPageDoor } from "./page-door.ts";

/** A payment service for one machine: Stripe's API for its SDK, a page to pay on, and faults on demand. */
export interface PspService extends EndpointService {
  /** Answers a request below `/psp/` and gives true; else touches nothing and gives false. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** The account of an operator, made where there is none yet. */
  readonly ensureAccount: (operatorId: string) => Promise<PspAccount>;
}

const PREFIX = "/psp/";
/** A name that a browser was lured to could point to this machine; only its own names reach the stand-in. */
const OWN_HOST = /^(localhost|127\.0\.0\.1)(:\d+)?$/;

export async function startPsp(options: {
  readonly dataDir: string;
  readonly publicUrl: string;
  readonly writeLog: WriteLog;
}): Promise<PspService> {
  const books = await openBooks(options.dataDir);
  let faults = NO_FAULTS;
  const notices = pspNotices({ ...options, faults: () => faults });
  const pageUrl = `${options.publicUrl}${PREFIX}pay`;
  const ports = { books, notices, pageUrl };
  const strike = () => {
    faults = { ...faults, failing: { ...faults.failing, times: faults.failing.times - 1 } };
  };
  const answerApi = pspApi({ ...ports, faults: () => faults, strike });
  const answerPage = pspPageDoor(ports);

  const takeFaults = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== "POST") return void response.writeHead(405).end();
    faults = faultsIn((await readBody(request, 4_096))?.toString("utf8") ?? "{}");
    response.writeHead(204).end();
  };
  const failing = (response: ServerResponse) => (error: unknown) => {
    options.writeLog(`psp: ${String(error)}`);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  };

  const server = createServer((request, response) => {
    answerApi(request, response).catch(failing(response));
  });
  const port = await listen(server, 0, "");
  return {
    name: "payment service",
    endpoint: `http://127.0.0.1:${port}`,
    handler: (request, response) => {
      const { url = "" } = request;
      if (!url.startsWith(PREFIX)) return false;
      if (!OWN_HOST.test(request.headers.host ?? "")) response.writeHead(403).end();
      else if (url === `${PREFIX}faults`) takeFaults(request, response).catch(failing(response));
      else answerPage(request, response).catch(failing(response));
      return true;
    },
    async ensureAccount(operatorId) {
      const known = books.accounts().find((account) => account.operatorId === operatorId);
      if (known) return known;
      const secretKey = `sk_test_${randomBytes(18).toString("base64url")}`;
      const webhookSecret = `whsec_${randomBytes(18).toString("base64url")}`;
      const account = { operatorId, secretKey, webhookSecret };
      await books.addAccount(account);
      return account;
    },
    stop: async () => {
      notices.stop();
      server.close();
      server.closeAllConnections();
    },
  };
}
