import type { Charger } from "../fleet/charger.ts";
import type { Operator } from "../tenancy/operator.ts";
import type { CertificateHolder } from "./judge-certificate.ts";

/** Whom the certificates of a charger must name: its id or registered name, and its operator's organisation. */
export function certificateHolder(
  {
    chargerId,
    certificateName,
    createdAt,
  }: Pick<Charger, "chargerId" | "certificateName" | "createdAt">,
  { name, settings }: Pick<Operator, "name" | "settings">,
): CertificateHolder {
  return {
    names: [chargerId, ...(certificateName === undefined ? [] : [certificateName])],
    organisation: settings.organisation ?? name,
    since: createdAt,
  };
}
