import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import { type ArrivingRequest, headerPairs } from "../gateway/arriving-request.ts";
import { type Answer, MAXIMUM_BODY_BYTES } from "../gateway/http-api.ts";
import { listen } from "../gateway/listen.ts";
import { readBody } from "../gateway/read-body.ts";
import { refuseUpgrade } from "../gateway/refuse-upgrade.ts";
import type { LocalService, WriteLog } from "../services.ts";
import type { TlsFiles } from "./certificate.ts";
import type { Distribution } from "./distribution.ts";

type Door = (request: IncomingMessage, response: ServerResponse) => boolean;

/** What the ports lead to; known only when the services behind them have started. */
interface EdgeTargets {
  /** The chargers' distribution, below `/ocpp`. */
  readonly ocpp: Distribution;
  /** The people's distribution, everything else. */
  readonly app: Distribution;
  /** Sign-in pages and what stands in for other services: each answers what is for it, else gives false. */
  readonly doors: readonly Door[];
}

export interface EdgeServers extends LocalService {
  readonly port: number;
  readonly tlsPort: number;
  /** Until then, requests are answered 503. */
  readonly open: (targets: EdgeTargets) => void;
}

export interface EdgeOptions {
  readonly port: number;
  readonly tlsPort: number;
  readonly tls: TlsFiles;
  readonly writeLog: WriteLog;
}

const OCPP_PREFIX = "/ocpp";

/** Listens on both ports at once, so that a port that is taken shows before anything else starts. */
export async function startEdgeServers(options: EdgeOptions): Promise<EdgeServers> {
  let targets: EdgeTargets | undefined;

  const onRequest =
    (isTls: boolean): RequestListener =>
    (raw, response) => {
      answer(targets, isTls, raw, response).catch((error: unknown) => {
        options.writeLog(`edge: ${String(error)}`);
        if (!response.headersSent) response.writeHead(502);
        response.end();
      });
    };
  const onUpgrade = (raw: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", () => socket.destroy());
    const request = arrivingRequest(raw);
    const path = ocppPath(request.path);
    if (targets === undefined || path === undefined) {
      refuseUpgrade(socket, targets === undefined ? 503 : 404);
      return;
    }
    targets.ocpp.upgrade(raw, socket, head, { ...request, path }).catch((error: unknown) => {
      options.writeLog(`edge upgrade: ${String(error)}`);
      socket.destroy();
    });
  };

  const plain = createHttpServer(onRequest(false)).on("upgrade", onUpgrade);
  const secure = createHttpsServer(
    {
      cert: options.tls.certificatePem,
      key: options.tls.privateKeyPem,
      minVersion: "TLSv1.2",
      // Asked for and not judged: the distribution passes it on where its definition says so.
      requestCert: true,
      rejectUnauthorized: false,
    },
    onRequest(true),
  ).on("upgrade", onUpgrade);
  const port = await listen(plain, options.port, "--port");
  const tlsPort = await listen(secure, options.tlsPort, "--tls-port").catch((error: unknown) => {
    plain.close();
    throw error;
  });

  return {
    name: "edge",
    port,
    tlsPort,
    open: (opened) => {
      targets = opened;
    },
    stop: async () => {
      targets = undefined;
      for (const server of [plain, secure]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

async function answer(
  targets: EdgeTargets | undefined,
  isTls: boolean,
  raw: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (targets === undefined) {
    response.writeHead(503, { "retry-after": "1" }).end();
    return;
  }
  const request = arrivingRequest(raw);
  const path = ocppPath(request.path);
  if (path !== undefined) {
    return send(raw, response, await targets.ocpp.answer({ ...request, path }, undefined));
  }
  if (isTls) {
    response.writeHead(404).end();
    return;
  }
  if (targets.doors.some((door) => door(raw, response))) return;
  const body = await readBody(raw, MAXIMUM_BODY_BYTES);
  send(raw, response, await targets.app.answer(request, body));
}

/** The path as the chargers' own host name would see it; undefined for what is not theirs. */
function ocppPath(path: string): string | undefined {
  if (path !== OCPP_PREFIX && !path.startsWith(`${OCPP_PREFIX}/`)) return undefined;
  return path.slice(OCPP_PREFIX.length) || "/";
}

function arrivingRequest(raw: IncomingMessage): ArrivingRequest {
  // RFC 9112 §3.2.2: a server takes a whole address as request target too, and goes by its path.
  const url = (raw.url ?? "/").replace(/^(?:ws|http)s?:\/\/[^/?]*/i, "") || "/";
  const question = url.indexOf("?");
  return {
    method: raw.method ?? "GET",
    path: question === -1 ? url : url.slice(0, question),
    queryString: question === -1 ? "" : url.slice(question + 1),
    headers: headerPairs(raw.rawHeaders),
    sourceIp: raw.socket.remoteAddress ?? "",
    ...viewerTls(raw.socket),
  };
}

function viewerTls(socket: Socket): Pick<ArrivingRequest, "isTls" | "clientCertificatePem"> {
  if (!(socket instanceof TLSSocket)) return { isTls: false };
  const certificate = socket.getPeerX509Certificate();
  return { isTls: true, ...(certificate && { clientCertificatePem: certificate.toString() }) };
}

function send(raw: IncomingMessage, response: ServerResponse, answered: Answer): void {
  response.statusCode = answered.status;
  for (const [name, value] of Object.entries(answered.headers)) {
    if (name !== "content-length" && name !== "transfer-encoding") {
      response.setHeader(name, value);
    }
  }
  // RFC 9110 §8.6: neither of the two may announce a length of zero for a body that they cannot have.
  if (answered.status !== 204 && answered.status !== 304) {
    response.setHeader("content-length", Buffer.byteLength(answered.body));
  }
  response.end(raw.method === "HEAD" ? undefined : answered.body);
}
