import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import type { BenchCharger } from "../fleet.ts";
import type { Faults } from "./faults.ts";
import type { FinishedSession } from "./messages.ts";
import { bootNotification, type NextCall, sessionScript } from "./session-messages.ts";

export interface VirtualChargerOptions {
  readonly charger: BenchCharger;
  readonly ocppUrl: string;
  readonly password: string;
  readonly faults: Faults;
  readonly onCall: (action: string, durationMs: number) => void;
  readonly onSession: () => void;
}

/** A charger on a plain socket that has one call under way and sends the next when it is answered. */
export interface VirtualCharger {
  readonly connect: () => Promise<void>;
  /** Charges session after session until `isOver`; resolves when the last call is answered. */
  readonly charge: (isOver: () => boolean) => Promise<void>;
  readonly lastSession: () => FinishedSession | undefined;
  readonly close: () => void;
}

const ANSWER_PATIENCE_MS = 30_000;
const HANDSHAKES = 3;

interface Waiting {
  readonly id: string;
  readonly settle: (payload: Answer | undefined) => void;
}

type Answer = Readonly<Record<string, unknown>>;

export function virtualCharger(options: VirtualChargerOptions): VirtualCharger {
  const { charger, faults } = options;
  let socket: WebSocket | undefined;
  let waiting: Waiting | undefined;
  let calls = 0;
  let meterWh = 1_000;
  let last: FinishedSession | undefined;

  const settle = (answer: Answer | undefined): void => {
    const current = waiting;
    waiting = undefined;
    current?.settle(answer);
  };

  const onMessage = (text: string): void => {
    const [type, id, ...rest] = JSON.parse(text) as [number, string, ...unknown[]];
    if (waiting === undefined || id !== waiting.id) {
      faults.misplaced(`${charger.chargerId} got ${text.slice(0, 120)}`);
      return;
    }
    if (type !== 3) faults.refused(`${charger.chargerId} got ${text.slice(0, 120)}`);
    settle(type === 3 ? ((rest[0] ?? {}) as Answer) : undefined);
  };

  const call = async (next: NextCall, transactionId: number | string) => {
    const id = `${charger.chargerId}-${++calls}`;
    const text = JSON.stringify([2, id, next.action, next.payload(transactionId)]);
    const answered = new Promise<Answer | undefined>((resolve) => {
      waiting = { id, settle: resolve };
    });
    const impatience = setTimeout(() => {
      faults.lost(`${charger.chargerId} got no answer to ${next.action}`);
      settle(undefined);
    }, ANSWER_PATIENCE_MS);
    const sentAtMs = performance.now();
    socket?.send(text);
    const answer = await answered;
    clearTimeout(impatience);
    if (answer !== undefined) options.onCall(next.action, performance.now() - sentAtMs);
    return answer;
  };

  const session = async (): Promise<void> => {
    const script = sessionScript(charger, meterWh);
    meterWh += script.energyWh;
    let transactionId: number | string = script.transactionId;
    for (const next of script.calls) {
      const answer = await call(next, transactionId);
      if (answer === undefined) return;
      if (typeof answer["transactionId"] === "number") transactionId = answer["transactionId"];
      const info = answer["idTagInfo"] ?? answer["idTokenInfo"];
      const status = (info as { readonly status?: string } | undefined)?.status;
      if (status !== undefined && status !== "Accepted") {
        faults.refused(`${charger.chargerId} got ${status} for its card`);
      }
    }
    last = { charger, transactionId, energyWh: script.energyWh };
    options.onSession();
  };

  const open = async (): Promise<WebSocket> => {
    const path = `${charger.operatorId}/${encodeURIComponent(charger.chargerId)}`;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const opened = new WebSocket(`${options.ocppUrl}/${path}`, [charger.version], {
          auth: `${charger.chargerId}:${options.password}`,
          perMessageDeflate: false,
        });
        await new Promise((resolve, reject) => opened.once("open", resolve).once("error", reject));
        return opened;
      } catch (error) {
        faults.refused(`${charger.chargerId} could not connect: ${String(error)}`);
        if (attempt === HANDSHAKES) throw error;
        await pause(1_000);
      }
    }
  };

  return {
    connect: async () => {
      const opened = await open();
      socket = opened;
      opened.on("error", () => undefined);
      opened.on("message", (message: Buffer) => onMessage(message.toString("utf8")));
      opened.on("close", (code) => {
        if (waiting !== undefined) faults.lost(`${charger.chargerId} was cut off with ${code}`);
        settle(undefined);
      });
      await call(bootNotification(charger), "");
    },
    charge: async (isOver) => {
      while (!isOver() && socket?.readyState === WebSocket.OPEN) {
        await session();
      }
    },
    lastSession: () => last,
    close: () => socket?.close(1000),
  };
}
