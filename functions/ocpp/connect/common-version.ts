import type { OcppVersion } from "#domain/fleet/charger.ts";
import { OCPP_VERSIONS } from "#ocpp/actions.ts";

/** The charger's first choice of subprotocol that we speak; chargers list theirs in order of preference (OCPP-J 3.1.2). */
export function commonVersion(offered: string | undefined): OcppVersion | undefined {
  const names = (offered ?? "").split(",").map((name) => name.trim());
  return names.flatMap((name) => OCPP_VERSIONS.filter((version) => version === name))[0];
}
