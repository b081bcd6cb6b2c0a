import type { Admission } from "#domain/fleet/admit-charger.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { signalQuietly } from "#functions/shared/charger-signal.ts";

const KINDS = {
  "certificate-wrong": "charger.certificate-wrong",
  "profile-too-low": "charger.profile-too-low",
} as const;

/** Takes down a refusal that may mean that somebody passes for a charger; gives what the log is to say of it. */
export async function signalRefusal(
  who: Pick<ConnectionBinding, "operatorId" | "chargerId" | "connectionId">,
  refusal: Extract<Admission, { readonly admitted: false }>,
  at: string,
): Promise<Readonly<Record<string, string>>> {
  const { reason } = refusal;
  if (reason !== "certificate-wrong" && reason !== "profile-too-low") return { reason };
  const evidence = reason === "certificate-wrong" ? { fault: refusal.fault } : {};
  await signalQuietly(who, { kind: KINDS[reason], evidence, at });
  return { reason, ...evidence };
}
