import type { Charger } from "../fleet/charger.ts";
import { connectorKey } from "../fleet/charger.ts";
import type { AdHocPlace } from "./attempt.ts";

/** What a driver can do at a connector now. */
export type ConnectorStatus = "free" | "occupied" | "offline" | "out-of-order";

const BROKEN: readonly string[] = ["Faulted", "Unavailable"];
/** A plugged cable alone (1.6 Preparing, 2.0.1 Occupied) is a driver who is about to start. */
const TAKEN: readonly string[] = [
  "Charging",
  "Finishing",
  "Reserved",
  "SuspendedEV",
  "SuspendedEVSE",
];

/** The state of a connector for somebody who wants to start; `hasSession` where one charges there. */
export function connectorStatus(
  charger: Charger,
  place: Pick<AdHocPlace, "connectorId" | "evseId">,
  hasSession: boolean,
): ConnectorStatus {
  if (!charger.connection) return "offline";
  const { status } = charger.connectors[connectorKey(place.connectorId, place.evseId)] ?? {};
  const ofCharger = charger.connectors["0"]?.status;
  if ([status, ofCharger].some((one) => one !== undefined && BROKEN.includes(one))) {
    return "out-of-order";
  }
  const isTaken = hasSession || (status !== undefined && TAKEN.includes(status));
  return isTaken ? "occupied" : "free";
}
