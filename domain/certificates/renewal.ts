import type { OcppVersion } from "../fleet/charger.ts";
import type { ChargerCertificate } from "./charger-certificate.ts";

/** What has a charger ask for a new certificate (A02). */
export function renewalMessage(version: OcppVersion) {
  return version === "ocpp1.6"
    ? ({
        action: "ExtendedTriggerMessage",
        payload: { requestedMessage: "SignChargePointCertificate" },
      } as const)
    : ({
        action: "TriggerMessage",
        payload: { requestedMessage: "SignChargingStationCertificate" },
      } as const);
}

/** Whether a charger has a certificate that opens at a moment. */
export function hasCertificate(all: readonly ChargerCertificate[], now: string): boolean {
  return all.some(({ state, notAfter }) => state === "installed" && notAfter > now);
}

/** Whether a charger needs another certificate than this one, which is running out. */
export function isToRenew(
  due: ChargerCertificate | undefined,
  all: readonly ChargerCertificate[],
): due is ChargerCertificate {
  if (due === undefined || !isAlive(due)) return false;
  return !all.some((other) => isAlive(other) && other.notAfter > due.notAfter);
}

function isAlive({ state }: ChargerCertificate): boolean {
  return state === "issued" || state === "installed";
}
