import { createHmac, randomBytes } from "node:crypto";
import type { WriteLog } from "../services.ts";
import type { PspAccount } from "./books.ts";
import type { PspFaults } from "./faults.ts";

const LATE_MS = 2_000;
const ATTEMPTS = 5;
const PAUSE_MS = 500;

/** Tells the platform what happened, signed as Stripe signs; tried again while nobody answers. */
export function pspNotices(options: {
  readonly publicUrl: string;
  readonly writeLog: WriteLog;
  readonly faults: () => PspFaults;
}) {
  const timers = new Set<NodeJS.Timeout>();
  const later = (milliseconds: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, milliseconds);
    timers.add(timer);
  };

  const post = async (
    { operatorId, webhookSecret }: PspAccount,
    body: string,
  ): Promise<boolean> => {
    const seconds = Math.floor(Date.now() / 1000);
    const signature = createHmac("sha256", webhookSecret)
      .update(`${seconds}.${body}`)
      .digest("hex");
    const path = `/v1/psp/stripe/${encodeURIComponent(operatorId)}/webhooks`;
    const response = await fetch(`${options.publicUrl}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": `t=${seconds},v1=${signature}`,
      },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    await response.arrayBuffer();
    return response.ok;
  };

  const attempt = (account: PspAccount, body: string, count: number): void => {
    void post(account, body)
      .catch(() => false)
      .then((isTaken) => {
        if (isTaken || count >= ATTEMPTS) {
          if (!isTaken) options.writeLog("psp: a notice was not taken");
          return;
        }
        later(PAUSE_MS * 2 ** count, () => attempt(account, body, count + 1));
      });
  };

  return {
    send(account: PspAccount, type: string, object: object): void {
      const event = {
        id: `evt_${randomBytes(12).toString("hex")}`,
        object: "event",
        api_version: "2026-10-28.endive",
        created: Math.floor(Date.now() / 1000),
        livemode: false,
        type,
        data: { object },
      };
      const body = JSON.stringify(event);
      const { notices } = options.faults();
      if (notices === "lost") return;
      if (notices === "late") later(LATE_MS, () => attempt(account, body, 0));
      else attempt(account, body, 0);
      if (notices === "twice") later(0, () => attempt(account, body, 0));
    },
    stop(): void {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

export type PspNotices = ReturnType<typeof pspNotices>;
