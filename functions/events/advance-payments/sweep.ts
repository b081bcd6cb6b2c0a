import type { PaymentAddress } from "#domain/payments/ports.ts";
import { logger } from "#functions/shared/observability.ts";

const AT_ONCE = 10;
const A_PAGE = 100;
/** The function ends after 55 seconds; what is left then is due in the next minute too. */
const LONGEST_MS = 40_000;

/** Brings on what is due, the longest due first, some side by side, and ends in time. A failure holds up no other. */
export async function sweepDuePayments(ports: {
  readonly due: (now: string, limit: number) => Promise<readonly PaymentAddress[]>;
  readonly advance: (address: PaymentAddress, requestId: string) => Promise<void>;
  readonly requestId: string;
}): Promise<{ readonly looked: number; readonly failed: number }> {
  const begunMs = Date.now();
  const seen = new Set<string>();
  let failed = 0;
  for (;;) {
    const page = await ports.due(new Date().toISOString(), A_PAGE);
    const fresh = page.filter(
      ({ operatorId, paymentId }) => !seen.has(`${operatorId} ${paymentId}`),
    );
    for (let from = 0; from < fresh.length && Date.now() - begunMs < LONGEST_MS; from += AT_ONCE) {
      const batch = fresh.slice(from, from + AT_ONCE);
      for (const { operatorId, paymentId } of batch) seen.add(`${operatorId} ${paymentId}`);
      const done = await Promise.allSettled(
        batch.map((one) => ports.advance(one, ports.requestId)),
      );
      for (const [index, one] of done.entries()) {
        if (one.status === "fulfilled") continue;
        failed++;
        logger.error("a payment could not be brought on", { ...batch[index], error: one.reason });
      }
    }
    if (fresh.length < A_PAGE || Date.now() - begunMs >= LONGEST_MS) {
      return { looked: seen.size, failed };
    }
  }
}
