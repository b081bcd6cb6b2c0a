import type { BootReport, OcppVersion } from "./charger.ts";

/** What an operator wants to happen to a station that nobody made known. */
export type UnknownStations = "refuse" | "pending";

/** A station that presented itself under a name that no charger has, and what it told. Nothing of it is proven. */
export interface PendingCharger {
  readonly operatorId: string;
  readonly chargerId: string;
  readonly state: "waiting" | "adopted" | "refused";
  /** The one of its sockets that may boot. */
  readonly connectionId: string;
  readonly ocppVersion: OcppVersion;
  readonly sourceIp: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly boot?: BootReport;
  /** Until when it is not let in again. */
  readonly refusedUntil?: string;
}

/** When it presents itself again; also what its BootNotification is answered as interval. */
export const PENDING_INTERVAL_SECONDS = 60;
/** So long it is remembered after it was last seen. */
export const PENDING_KEPT_SECONDS = 7 * 86_400;
