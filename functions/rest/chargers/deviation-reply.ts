import type { Charger } from "#domain/fleet/charger.ts";
import { conformanceOf, losesMeaning } from "#domain/fleet/conformance.ts";
import type { ChargerDeviation } from "#domain/fleet/deviation.ts";
import { quirkOf, type VendorProfile, vendorProfileOf } from "#ocpp/vendors/profiles.ts";

/** How well a charger keeps to OCPP at a moment, as REST shows it. */
export function conformanceReply({ deviationDays = {}, boot }: Charger, now: string) {
  const profile = vendorProfileOf(boot);
  const { score, flags } = conformanceOf(
    deviationDays,
    now,
    (found) => quirkOf(profile, found) !== undefined,
  );
  return { score, flags: [...flags], ...(profile && { vendorProfile: profile.name }) };
}

/** A deviation as REST shows it, beside what its charger's make is known for. */
export function deviationReply(deviation: ChargerDeviation, profile: VendorProfile | undefined) {
  const { path, ...facts } = deviation;
  const known = quirkOf(profile, deviation);
  return {
    ...facts,
    pointer: `/${path.replaceAll(".", "/")}`,
    losesMeaning: losesMeaning(deviation.kind),
    ...(known && { known: { what: known.what, source: known.source } }),
  };
}
