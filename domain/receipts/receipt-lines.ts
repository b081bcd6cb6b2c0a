import type { Usage } from "../charging/cost.ts";
import { secondsBetween } from "../charging/duration.ts";
import type { Cost } from "../charging/tariff.ts";

/** One component of a price, and what it came to. */
export interface ReceiptLine {
  readonly per: "kWh" | "minute" | "session" | "idle-minute";
  /** kWh or minutes; 1 for a session. */
  readonly quantity: number;
  readonly rateMinor: number;
  readonly amountMinor: number;
}

/** The lines of a bill in the order of AFIR Art. 5: per kWh, per minute, per session, other; what cost nothing is left out. */
export function receiptLines(
  { energyMinor, timeMinor, startFeeMinor, idleMinor }: Cost["components"],
  { tariff, energyWh, startedAt, endedAt, idleSeconds }: Usage,
): readonly ReceiptLine[] {
  const minutes = secondsBetween(startedAt, endedAt) / 60;
  const idleMinutes = Math.max(0, Math.min(idleSeconds / 60, minutes) - tariff.idleGraceMinutes);
  const lines: readonly ReceiptLine[] = [
    line("kWh", energyWh / 1000, tariff.energyMinorPerKwh, energyMinor),
    line("minute", minutes, tariff.timeMinorPerMinute, timeMinor),
    line("session", 1, tariff.startFeeMinor, startFeeMinor),
    line("idle-minute", idleMinutes, tariff.idleMinorPerMinute, idleMinor),
  ];
  return lines.filter(({ amountMinor }) => amountMinor > 0);
}

function line(
  per: ReceiptLine["per"],
  quantity: number,
  rateMinor: number,
  amountMinor: number,
): ReceiptLine {
  return { per, quantity: Math.round(quantity * 1000) / 1000, rateMinor, amountMinor };
}
