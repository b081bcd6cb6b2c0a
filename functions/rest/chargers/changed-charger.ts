import type { Charger } from "#domain/fleet/charger.ts";

interface ChargerChange {
  readonly siteId?: string | undefined;
  readonly name?: string | null | undefined;
  readonly tariffId?: string | null | undefined;
  readonly certificateName?: string | null | undefined;
}

/** A charger after a merge patch (RFC 7396): what is absent stays, null takes a field away. */
export function changedCharger(before: Charger, change: ChargerChange): Charger {
  const { name, tariffId, certificateName, ...rest } = before;
  const nextName = change.name === undefined ? name : change.name;
  const nextTariffId = change.tariffId === undefined ? tariffId : change.tariffId;
  const nextCertificateName =
    change.certificateName === undefined ? certificateName : change.certificateName;
  return {
    ...rest,
    siteId: change.siteId ?? before.siteId,
    ...(typeof nextName === "string" && { name: nextName }),
    ...(typeof nextTariffId === "string" && { tariffId: nextTariffId }),
    ...(typeof nextCertificateName === "string" && { certificateName: nextCertificateName }),
  };
}
