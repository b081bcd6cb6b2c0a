import { once } from "node:events";
import { type ClientOptions, WebSocket } from "ws";
import type { OcppVersion } from "#ocpp/actions.ts";
import { basic } from "./raw-charger.ts";
import type { KeyPair } from "./x509.ts";
import { keyPemOf } from "./x509.ts";

/** What a charger answers to a call of ours; undefined for no answer at all. */
type Answer = (payload: Readonly<Record<string, unknown>>) => object | undefined;

export interface SecureChargerOptions {
  /** Of the platform, `ws:` or `wss:`, without the charger. */
  readonly url: string;
  readonly chargerId: string;
  readonly version: OcppVersion;
  readonly password?: string | Buffer;
  readonly certificate?: { readonly keys: KeyPair; readonly pem: string };
  readonly ca: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A charger that proves itself in whichever way, and answers what it is asked. */
export interface SecureCharger {
  /** Sends a CALL and gives the payload of its answer. */
  readonly call: (action: string, payload: object) => Promise<unknown>;
  /** What it is asked for, in the order in which it came. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

function open(options: SecureChargerOptions): WebSocket {
  const { url, chargerId, version, password, certificate, ca, headers = {} } = options;
  const authorization = password === undefined ? {} : { authorization: basic(chargerId, password) };
  const client: ClientOptions = {
    ca,
    headers: { ...authorization, ...headers },
    ...(certificate && { cert: certificate.pem, key: keyPemOf(certificate.keys) }),
  };
  return new WebSocket(`${url}/demo-a/${chargerId}`, [version], client);
}

/** The status of the answer to a handshake; 101 where the charger is let in. */
export async function statusOf(options: SecureChargerOptions): Promise<number> {
  const socket = open(options);
  return new Promise((resolve, reject) => {
    socket.on("unexpected-response", (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on("open", () => {
      socket.terminate();
      resolve(101);
    });
    socket.on("error", reject);
  });
}

/** Connects; rejects when the platform refuses. */
export async function connectSecureCharger(
  options: SecureChargerOptions,
  answers: Readonly<Record<string, Answer>> = {},
): Promise<SecureCharger> {
  const socket = open(options);
  const asked: string[] = [];
  const waiting = new Map<string, (payload: unknown) => void>();
  socket.on("message", (data) => {
    const [type, id, ...rest] = JSON.parse(String(data));
    if (type !== 2) return waiting.get(id)?.(rest[0]);
    const [action, payload] = rest;
    asked.push(action);
    const answer = (answers[action] ?? (() => ({ status: "Accepted" })))(payload);
    if (answer !== undefined) socket.send(JSON.stringify([3, id, answer]));
  });
  await once(socket, "open");
  let calls = 0;
  return {
    asked,
    call: (action, payload) => {
      calls += 1;
      const id = `call-${calls}`;
      const answered = new Promise((resolve) => waiting.set(id, resolve));
      socket.send(JSON.stringify([2, id, action, payload]));
      return answered;
    },
    close: async () => {
      socket.close(1000);
      await once(socket, "close");
    },
  };
}
