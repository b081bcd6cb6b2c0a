import type { Cost } from "../charging/tariff.ts";
import { netAndVat } from "./net-and-vat.ts";
import type { Claim } from "./payment.ts";

/** What is taken of a hold for what a session proved: its cost, or all of the hold where it cost more. */
export function claimOf(cost: Cost, energyWh: number, holdMinor: number): Claim {
  const { amountMinor: costMinor, netMinor, vatMinor } = cost;
  const amountMinor = Math.min(costMinor, holdMinor);
  const taken = netAndVat(amountMinor, { amountMinor: costMinor, netMinor, vatMinor });
  return { ...taken, energyWh, costMinor };
}
