import { networkOf } from "#domain/access/network-of.ts";
import type { Contest } from "#domain/fleet/admit-charger.ts";
import type { ChargerIdentity } from "#domain/fleet/charger-identity.ts";
import { isFlapping } from "#domain/fleet/takeovers.ts";
import { signalQuietly } from "#functions/shared/charger-signal.ts";

interface Newcomer extends ChargerIdentity {
  readonly connectionId: string;
  readonly sourceIp: string;
}

/** A charger that only comes back, from where it was or with its new password, is no news. */
const ORDINARY: readonly Contest["because"][] = ["same-network", "gone", "newer-credential"];

/** Takes down that two sockets wanted to be one charger, with what decided between them; addresses only as networks. */
export async function noteContest(newcomer: Newcomer, contest: Contest, at: string): Promise<void> {
  const { holder, because, takeovers } = contest;
  const evidence = {
    because,
    otherConnectionId: holder.connectionId,
    network: networkOf(newcomer.sourceIp) ?? "unknown",
    otherNetwork: networkOf(holder.sourceIp) ?? "unknown",
  };
  if (!ORDINARY.includes(because)) {
    await signalQuietly(newcomer, { kind: "charger.identity-contested", evidence, at });
  }
  if (takeovers && isFlapping(takeovers)) {
    const { since, count } = takeovers;
    const flaps = { ...evidence, since, takeovers: String(count) };
    await signalQuietly(newcomer, { kind: "charger.identity-flapping", evidence: flaps, at });
  }
}
