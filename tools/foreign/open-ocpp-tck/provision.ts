import type { ChargewardRest } from "./chargeward-rest.ts";
import { MAX_ACTIVE_SESSIONS, SITE_ID, TAGS } from "./fixtures.ts";

interface Wanted {
  readonly chargerIds: readonly string[];
  readonly password: string;
}

/** Makes the site, the chargers and the tags that the scenarios need; what is there already stays, but for the passwords. */
export async function provision(rest: ChargewardRest, wanted: Wanted): Promise<void> {
  await rest.create("/sites", { siteId: SITE_ID, name: "Chargers of open-ocpp-tck" });
  const { password } = wanted;
  for (const chargerId of wanted.chargerIds) {
    const made = await rest.create("/chargers", { chargerId, siteId: SITE_ID, password });
    if (made === undefined) await rest.post(`/chargers/${chargerId}/password`, { password });
  }
  for (const tag of TAGS) {
    await rest.create("/tokens", { ...tag, maxActiveSessions: MAX_ACTIVE_SESSIONS });
  }
}
