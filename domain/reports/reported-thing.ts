import type { ChargerAddress } from "../commands/command.ts";

/** What chargers report that is more than one value: each thing of a kind has an id, and the last word on it counts. */
export const REPORTED_KINDS = [
  "certificate-request",
  "charging-limit",
  "charging-profile",
  "composite-schedule",
  "customer-information",
  "display-message",
  "ev-charging-needs",
  "ev-charging-schedule",
  "event",
  "installed-certificates",
  "reservation",
  "transaction-status",
  "variable-monitor",
] as const;
export type ReportedKind = (typeof REPORTED_KINDS)[number];

/** One such thing, as the charger told it last. */
export interface ReportedThing {
  readonly kind: ReportedKind;
  /** Unique among the charger's things of this kind; sorts as the kind is read. */
  readonly id: string;
  /** In OCPP's words. */
  readonly content: Readonly<Record<string, unknown>>;
  /** The number of the request that it answers. */
  readonly requestId?: number | undefined;
  readonly reportedAt: string;
}

export interface ReportedThings {
  /** Replaces what was known of each of these things. */
  readonly record: (charger: ChargerAddress, things: readonly ReportedThing[]) => Promise<void>;
}

/** A number as part of an id, so that ids sort as numbers do. Numbers of OCPP have 32 bits; negative ones come first. */
export function sortableNumber(value: number): string {
  return value < 0 ? `-${String(-value)}` : String(value).padStart(10, "0");
}
