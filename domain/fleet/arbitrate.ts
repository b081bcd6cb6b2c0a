import { networkOf } from "../access/network-of.ts";
import type { ChargerConnection, ChargerCredential } from "./charger.ts";

/** What speaks for the socket that wants to be a charger's, beside that it proved the identity. */
export interface Newcomer {
  readonly sourceIp: string;
  readonly receivedAt: string;
  readonly credential: Pick<ChargerCredential, "changedAt">;
}

export interface ArbitrationPorts {
  /** When anything last went over a socket; undefined where it is gone. */
  readonly lastActiveAt: (connectionId: string) => Promise<string | undefined>;
  /** Asks the charger at the other end to show that it lives. */
  readonly askForLife: (holder: ChargerConnection) => Promise<"asked" | "gone">;
}

/** Whose the place is, and by which evidence. */
export type Ruling =
  | { readonly wins: "newcomer"; readonly because: NewcomerWins }
  | { readonly wins: "holder"; readonly because: HolderStays };

export type NewcomerWins = "same-network" | "newer-credential" | "gone" | "no-sign-of-life";
export type HolderStays = "asked-for-life" | "shows-life";

/** A sign of life counts so long; then the next newcomer has it asked for again. */
const LIFE_COUNTS_MS = 60_000;
/** Our own question moves the time of the last activity too, and clocks differ. */
const OWN_QUESTION_MS = 1_000;

/**
 * Decides between a charger's socket and another one that proved the same identity. From the holder's own network it is
 * the charger that comes back. From elsewhere it is a charger with a new address, or somebody with its password: then the
 * holder is asked for a sign of life, and the newcomer is let in when it comes again and none was given.
 */
export async function arbitrate(
  holder: ChargerConnection,
  newcomer: Newcomer,
  ports: ArbitrationPorts,
): Promise<Ruling> {
  if (isSameNetwork(holder.sourceIp, newcomer.sourceIp)) return newcomerWins("same-network");
  const { credentialChangedAt = newcomer.credential.changedAt } = holder;
  if (credentialChangedAt < newcomer.credential.changedAt) return newcomerWins("newer-credential");
  const activeAt = await ports.lastActiveAt(holder.connectionId);
  if (activeAt === undefined) return newcomerWins("gone");

  const nowMs = Date.parse(newcomer.receivedAt);
  const { lifeAskedAt, lifeDueAt } = holder;
  if (lifeAskedAt !== undefined && lifeDueAt !== undefined) {
    const shownMs = lifeShownMs(holder, activeAt);
    if (shownMs !== undefined && nowMs - shownMs < LIFE_COUNTS_MS) return holderStays("shows-life");
    if (shownMs === undefined && nowMs < Date.parse(lifeDueAt))
      return holderStays("asked-for-life");
    if (shownMs === undefined) return newcomerWins("no-sign-of-life");
  }
  const outcome = await ports.askForLife(holder);
  return outcome === "gone" ? newcomerWins("gone") : holderStays("asked-for-life");
}

/** When the holder last gave a sign of life since it was asked, in milliseconds; undefined where it gave none. */
function lifeShownMs(holder: ChargerConnection, activeAt: string): number | undefined {
  const askedMs = Date.parse(holder.lifeAskedAt ?? "");
  const shown = [
    Date.parse(holder.lifeShownAt ?? ""),
    Date.parse(activeAt) - OWN_QUESTION_MS,
  ].filter((shownMs) => shownMs >= askedMs);
  return shown.length === 0 ? undefined : Math.max(...shown);
}

function isSameNetwork(one: string, other: string): boolean {
  const network = networkOf(one);
  return network !== undefined && network === networkOf(other);
}

function newcomerWins(because: NewcomerWins): Ruling {
  return { wins: "newcomer", because };
}

function holderStays(because: HolderStays): Ruling {
  return { wins: "holder", because };
}
