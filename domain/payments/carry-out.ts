import type { Payment } from "./payment.ts";
import type { PaymentPorts, PaymentWrite } from "./ports.ts";
import type { Work } from "./step.ts";
import { lookAtHold, openCheckout, releaseHold } from "./step-of-hold.ts";
import { captureHold, payRefund } from "./step-of-money.ts";
import { after, PLUG_IN_WITHIN_SECONDS } from "./timers.ts";

/** What came of a step. */
export interface Done extends Omit<PaymentWrite, "before"> {
  /** Whether the payment has to wait for somebody else now. */
  readonly waits?: boolean;
}

/** Does one step outside, and gives what is to be written of it. What it throws is tried again. */
export async function carryOut(
  payment: Payment,
  step: Work,
  ports: PaymentPorts,
  now: string,
): Promise<Done> {
  switch (step.do) {
    case "open-checkout":
      return openCheckout(payment, ports, now);
    case "look-at-hold":
      return lookAtHold(payment, ports, now);
    case "end":
      return { after: { ...payment, state: step.state, endReason: step.because } };
    case "prepare-start": {
      const validUntil = after(now, PLUG_IN_WITHIN_SECONDS);
      const { tokenRef } = await ports.charging.makeToken(payment, validUntil);
      const start = { commandId: ports.newId(), requestedAt: now };
      return { after: { ...payment, tokenRef, start } };
    }
    case "send-start":
      await ports.charging.sendStart(payment);
      return { after: { ...payment, dueAt: now } };
    case "adopt-session":
      return { after: { ...payment, sessionId: step.sessionId } };
    case "stop": {
      // The id is written with the payment only afterwards: a stop that is told twice is told once too often, no more.
      const commandId = ports.newId();
      await ports.charging.sendStop(payment, commandId);
      const { because } = step;
      const tries = (payment.stop?.tries ?? 0) + 1;
      return { after: { ...payment, stop: { commandId, because, requestedAt: now, tries } } };
    }
    case "claim": {
      const { claim, financeCase } = step;
      return {
        after: {
          ...payment,
          state: "capture-requested",
          claim,
          ...(financeCase && { financeCase }),
        },
      };
    }
    case "give-up-hold":
      return { after: { ...payment, state: "release-requested", endReason: step.because } };
    case "capture":
      return captureHold(payment, ports, now);
    case "release":
      return releaseHold(payment, ports, now);
    case "refund":
      return payRefund(payment, step.refundId, ports, now);
  }
}
