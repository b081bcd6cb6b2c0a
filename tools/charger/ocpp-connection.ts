import { setTimeout as pause } from "node:timers/promises";
import { createRPCError, RPCClient } from "ocpp-rpc";
import type { OcppVersion } from "#ocpp/actions.ts";
import type { Payload } from "./payload.ts";

/** Answers a CALL of the platform. */
export type CommandHandler = (payload: Payload) => Promise<Payload> | Payload;

export interface OcppConnectionOptions {
  /** Address of the OCPP endpoint without the charger, e.g. `ws://localhost:8080/ocpp`. */
  readonly url: string;
  readonly operatorId: string;
  readonly chargerId: string;
  readonly password: string | Buffer;
  readonly version: OcppVersion;
  /** PEM of the authority that signed the platform's certificate, for wss. */
  readonly ca?: string;
  /** Checks both directions against the official schemas. */
  readonly isStrict?: boolean;
  readonly callTimeoutMs?: number;
  /** Told how long each call of the charger took, for load tests. */
  readonly onCall?: (action: string, durationMs: number, error?: unknown) => void;
}

export interface OcppConnection {
  /** One CALL at a time, in order. Rejects when the platform answers CALLERROR, when time runs out and when the socket is cut. */
  readonly call: (action: string, payload: Payload) => Promise<Payload>;
  /** For messages that must arrive: goes on through cuts, and keeps their order. Rejects on CALLERROR only, and when closed. */
  readonly callUntilAnswered: (action: string, payload: Payload) => Promise<Payload>;
  readonly onCommand: (
    handle: (action: string, payload: Payload) => Promise<Payload | undefined>,
  ) => void;
  readonly connect: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly onOpen: (listener: () => void) => void;
  /** The socket ended though nobody closed it. */
  readonly onCut: (listener: (code: number) => void) => void;
}

const RETRY_PAUSE_MS = 500;
const QUICK_BACKOFF = { initialDelay: 200, maxDelay: 5_000, factor: 2, randomisationFactor: 0.5 };

/** The platform said no; sending the same again would not help. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "rpcErrorCode" in error;
}

/** A charger's socket on the npm client `ocpp-rpc`: framing, Basic authentication and reconnecting are the client's. */
export function ocppConnection(options: OcppConnectionOptions): OcppConnection {
  const client = new RPCClient({
    endpoint: `${options.url}/${encodeURIComponent(options.operatorId)}`,
    identity: options.chargerId,
    password: options.password,
    protocols: [options.version],
    strictMode: options.isStrict ?? false,
    callTimeoutMs: options.callTimeoutMs ?? 30_000,
    backoff: QUICK_BACKOFF,
    ...(options.ca !== undefined && { wsOpts: { ca: options.ca } }),
  } as ConstructorParameters<typeof RPCClient>[0]);
  let isClosed = false;
  let inOrder: Promise<unknown> = Promise.resolve();

  async function call(action: string, payload: Payload): Promise<Payload> {
    const startedAtMs = performance.now();
    try {
      const answer = (await client.call(action, payload)) as Payload;
      options.onCall?.(action, performance.now() - startedAtMs);
      return answer;
    } catch (error) {
      options.onCall?.(action, performance.now() - startedAtMs, error);
      throw error;
    }
  }

  async function insist(action: string, payload: Payload): Promise<Payload> {
    for (;;) {
      try {
        return await call(action, payload);
      } catch (error) {
        if (isClosed || isRefusal(error)) throw error;
        await pause(RETRY_PAUSE_MS);
      }
    }
  }

  return {
    call,
    callUntilAnswered: (action, payload) => {
      const answered = inOrder.then(() => insist(action, payload));
      inOrder = answered.catch(() => undefined);
      return answered;
    },
    onCommand: (handle) => {
      client.handle(async ({ method = "", params = {} }) => {
        const answer = await handle(method, params);
        if (answer === undefined) throw createRPCError("NotImplemented", "", {});
        return answer;
      });
    },
    connect: async () => {
      isClosed = false;
      await client.connect();
    },
    close: async () => {
      isClosed = true;
      await client.close({});
    },
    onOpen: (listener) => void client.on("open", listener),
    onCut: (listener) =>
      void client.on("disconnect", ({ code }: { code: number }) => {
        if (!isClosed) listener(code);
      }),
  };
}
