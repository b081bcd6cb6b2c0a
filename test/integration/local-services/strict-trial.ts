import type { AddressInfo } from "node:net";
import { RPCServer } from "ocpp-rpc";
import { expect, vi } from "vitest";
import { OCPP_VERSIONS, type OcppVersion } from "#ocpp/actions.ts";
import type { ChargerEvent } from "#tools/charger/charger-event.ts";
import {
  startVirtualCharger,
  type VirtualCharger,
  type VirtualChargerOptions,
} from "#tools/charger/virtual-charger.ts";

type Payload = Record<string, unknown>;

interface Peer {
  readonly call: (action: string, payload: Payload) => Promise<Payload>;
  readonly close: (options: { code: number }) => Promise<unknown>;
}

/** A CSMS of `ocpp-rpc` that checks every message of both sides, and one virtual charger at it. */
export interface Trial {
  readonly url: string;
  readonly events: readonly ChargerEvent[];
  readonly start: (
    version: OcppVersion,
    more?: Partial<VirtualChargerOptions>,
  ) => Promise<VirtualCharger>;
  /** What the charger has sent so far. */
  readonly received: readonly { readonly action: string; readonly payload: Payload }[];
  readonly payloadsOf: (action: string) => readonly Payload[];
  readonly call: Peer["call"];
  readonly cut: () => Promise<unknown>;
  readonly happened: (type: ChargerEvent["type"]) => Promise<void>;
  readonly end: () => Promise<void>;
}

const NOW = "2026-11-20T12:00:00.000Z";
const PASSWORD = "correct horse battery staple";
const REFUSED_TAG = "DEMO-TAG-4";

const statusOf = (tag: unknown) => (tag === REFUSED_TAG ? "Blocked" : "Accepted");

/** What a CSMS says to each message; the server checks both directions against the official schemas. */
const ANSWERS: Record<OcppVersion, Record<string, (payload: Payload) => Payload>> = {
  "ocpp1.6": {
    BootNotification: () => ({ status: "Accepted", currentTime: NOW, interval: 300 }),
    Heartbeat: () => ({ currentTime: NOW }),
    StatusNotification: () => ({}),
    Authorize: ({ idTag }) => ({ idTagInfo: { status: statusOf(idTag) } }),
    StartTransaction: ({ idTag }) => ({
      transactionId: 77,
      idTagInfo: { status: statusOf(idTag) },
    }),
    MeterValues: () => ({}),
    StopTransaction: () => ({}),
  },
  "ocpp2.0.1": {
    BootNotification: () => ({ status: "Accepted", currentTime: NOW, interval: 300 }),
    Heartbeat: () => ({ currentTime: NOW }),
    StatusNotification: () => ({}),
    Authorize: ({ idToken }) => ({
      idTokenInfo: { status: statusOf((idToken as Payload)["idToken"]) },
    }),
    TransactionEvent: () => ({ idTokenInfo: { status: "Accepted" } }),
    MeterValues: () => ({}),
    NotifyReport: () => ({}),
  },
};

export async function startTrial(): Promise<Trial> {
  const received: { action: string; payload: Payload }[] = [];
  const events: ChargerEvent[] = [];
  let peer: Peer | undefined;
  let charger: VirtualCharger | undefined;
  const server = new RPCServer({
    protocols: [...OCPP_VERSIONS],
    strictMode: true,
  } as ConstructorParameters<typeof RPCServer>[0]);
  server.auth((accept, reject, handshake) => {
    const isRight = handshake.password?.toString() === PASSWORD;
    return isRight && handshake.endpoint === "/demo-a" ? accept() : reject(401, "");
  });
  server.on("client", (client) => {
    peer = client as unknown as Peer;
    client.handle(async ({ method = "", params = {} }: { method?: string; params?: Payload }) => {
      received.push({ action: method, payload: params });
      const answer = ANSWERS[client.protocol as OcppVersion][method];
      if (answer === undefined) throw new Error(`The trial does not expect ${method}.`);
      return answer(params);
    });
  });
  const http = await server.listen(0, "127.0.0.1");
  const { port } = (http as { address(): unknown }).address() as AddressInfo;
  const url = `ws://127.0.0.1:${port}`;
  const connectedPeer = (): Peer => {
    if (peer === undefined) throw new Error("No charger has connected.");
    return peer;
  };

  return {
    url,
    events,
    received,
    start: async (version, more = {}) => {
      charger = await startVirtualCharger({
        url,
        operatorId: "demo-a",
        chargerId: "A-AC-1",
        password: PASSWORD,
        version,
        isStrict: true,
        onEvent: (event) => events.push(event),
        ...more,
      });
      return charger;
    },
    payloadsOf: (action) =>
      received.filter((message) => message.action === action).map(({ payload }) => payload),
    call: (action, payload) => connectedPeer().call(action, payload),
    cut: () => connectedPeer().close({ code: 1012 }),
    happened: (type) =>
      vi.waitFor(() => expect(events.map((event) => event.type)).toContain(type), 5_000),
    end: async () => {
      await charger?.close();
      await server.close({ code: 1001, reason: "", awaitPending: false, force: true });
    },
  };
}
