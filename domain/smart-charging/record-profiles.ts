import type { ChargerAddress } from "../commands/command.ts";
import type { KeptProfile } from "./charging-profile.ts";
import type { ProfileStore } from "./ports.ts";
import { clearedBy, type ProfileCriteria, replacedBy } from "./replaced-profiles.ts";

/** Keeps a profile that the charger has taken or told of, and drops what it replaced there. Safe to repeat. */
export async function recordProfile(
  charger: ChargerAddress,
  taken: KeptProfile,
  store: ProfileStore,
): Promise<void> {
  const known = await store.list(charger);
  await store.keep(charger, taken);
  const replaced = replacedBy(known, taken).filter(
    ({ profile }) => profile.profileId !== taken.profile.profileId,
  );
  for (const old of replaced) await store.remove(charger, old, taken.keptAt);
}

/** Drops the profiles that the charger says it no longer has. Safe to repeat. */
export async function recordCleared(
  charger: ChargerAddress,
  criteria: ProfileCriteria,
  clearedAt: string,
  store: ProfileStore,
): Promise<void> {
  const gone = clearedBy(await store.list(charger), criteria);
  for (const old of gone) await store.remove(charger, old, clearedAt);
}
