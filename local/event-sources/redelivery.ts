import type { StreamRecord } from "../services.ts";

/** Names how often batches come again: every so-manieth, for tests of consumers; none where it is not set. */
export const REDELIVERY_VARIABLE = "CHARGEWARD_REDELIVER_EVERY";

/** Makes what turns one batch into its deliveries: mostly itself. One that is due comes half, then whole, then whole again, as AWS may do. */
export function redelivery(
  every = Number(process.env[REDELIVERY_VARIABLE] ?? 0),
): (batch: readonly StreamRecord[]) => readonly (readonly StreamRecord[])[] {
  let count = 0;
  return (batch) => {
    count += 1;
    if (!(every > 0) || count % every !== 0) return [batch];
    const half = batch.slice(0, Math.ceil(batch.length / 2));
    return [half, batch, batch];
  };
}
