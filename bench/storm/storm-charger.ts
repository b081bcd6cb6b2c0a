import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import type { BenchCharger } from "../fleet.ts";
import { bootNotification, type NextCall, sessionScript } from "../load/session-messages.ts";

export interface StormOptions {
  readonly charger: BenchCharger;
  readonly ocppUrl: string;
  readonly password: string;
}

/** What a charger found when it came back. */
interface Comeback {
  readonly handshakes: number;
  /** From the first handshake to the answer to the boot. */
  readonly servedAfterMs: number;
}

/** A charger in the middle of a session, whose connection is cut and which comes back with what it kept meanwhile. */
export interface StormCharger {
  readonly begin: () => Promise<void>;
  /** Without a goodbye, as when a network goes away. */
  readonly cut: () => void;
  readonly comeBack: () => Promise<Comeback>;
  /** Sends what it kept while it was away, and gives the session as it was. */
  readonly finish: () => Promise<{
    readonly transactionId: number | string;
    readonly energyWh: number;
  }>;
}

type Answer = Readonly<Record<string, unknown>>;

const PATIENCE_MS = 30_000;
const BACK_OFF_MS = 1_000;
const METER_START_WH = 1_000;
/** Up to the second of its meter values the session is told before the cut. */
const TOLD_BEFORE = 5;

export function stormCharger({ charger, ocppUrl, password }: StormOptions): StormCharger {
  const script = sessionScript(charger, METER_START_WH);
  let transactionId: number | string = script.transactionId;
  let socket: WebSocket | undefined;
  let calls = 0;

  const open = async (): Promise<WebSocket> => {
    const path = `${charger.operatorId}/${charger.chargerId}`;
    const opened = new WebSocket(`${ocppUrl}/${path}`, [charger.version], {
      auth: `${charger.chargerId}:${password}`,
      perMessageDeflate: false,
      handshakeTimeout: PATIENCE_MS,
    });
    await new Promise((resolve, reject) => opened.once("open", resolve).once("error", reject));
    opened.on("error", () => undefined);
    return opened;
  };

  const call = async ({ action, payload }: NextCall): Promise<Answer> => {
    const id = String(++calls);
    const current = socket;
    if (current === undefined) throw new Error(`${charger.chargerId} has no socket`);
    const answered = new Promise<readonly unknown[]>((resolve, reject) => {
      const impatience = setTimeout(
        () => reject(new Error(`${charger.chargerId} got no answer to ${action}`)),
        PATIENCE_MS,
      );
      current.once("message", (message: Buffer) => {
        clearTimeout(impatience);
        resolve(JSON.parse(message.toString("utf8")));
      });
    });
    current.send(JSON.stringify([2, id, action, payload(transactionId)]));
    const [type, answeredId, answer] = await answered;
    if (type !== 3 || answeredId !== id)
      throw new Error(`${charger.chargerId} was refused ${action}`);
    return answer as Answer;
  };

  const tell = async (told: readonly NextCall[]): Promise<void> => {
    for (const next of told) {
      const answer = await call(next);
      if (typeof answer["transactionId"] === "number") transactionId = answer["transactionId"];
    }
  };

  return {
    async begin() {
      socket = await open();
      await call(bootNotification(charger));
      await tell(script.calls.slice(0, TOLD_BEFORE));
    },
    cut: () => socket?.terminate(),
    async comeBack() {
      const beganMs = performance.now();
      for (let handshakes = 1; ; handshakes += 1) {
        try {
          socket = await open();
          await call(bootNotification(charger));
          return { handshakes, servedAfterMs: performance.now() - beganMs };
        } catch (error) {
          if (performance.now() - beganMs > 4 * PATIENCE_MS) throw error;
          await pause(BACK_OFF_MS);
        }
      }
    },
    async finish() {
      await tell(script.calls.slice(TOLD_BEFORE));
      socket?.close(1000);
      return { transactionId, energyWh: script.energyWh };
    },
  };
}
