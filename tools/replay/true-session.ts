import type { OcppVersion } from "#domain/fleet/charger.ts";
import type { Random } from "./random.ts";

/** What really happened in one session, whatever becomes of the messages about it. */
export interface TrueSession {
  readonly name: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly meterStartWh: number;
  readonly meterStopWh: number;
  /** Between start and stop. */
  readonly samples: readonly { readonly at: string; readonly registerWh: number }[];
}

/** A charger, its card, and what it really did, oldest first. */
export interface TrueCharger {
  readonly chargerId: string;
  readonly tokenId: string;
  readonly version: OcppVersion;
  /** Counts each session from zero in what it says in between. */
  readonly countsFromZero: boolean;
  /** Gives every message the same id. */
  readonly hasOneMessageId: boolean;
  readonly sessions: readonly TrueSession[];
}

const SAMPLE_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
/** At 11 kW. */
const WH_PER_SAMPLE = 917;

/** A charger with its sessions, all of them in the last weeks. */
export function trueCharger(
  index: number,
  { sessions, version }: { readonly sessions: number; readonly version: OcppVersion },
  random: Random,
): TrueCharger {
  let atMs = Math.floor(Date.now() / 1000) * 1000 - (sessions + 2) * (DAY_MS / 2);
  let registerWh = random.whole(0, 40_000_000);
  const one = (number: number): TrueSession => {
    atMs += random.whole(60_000, 4 * 3_600_000);
    const startedMs = atMs;
    const meterStartWh = registerWh;
    const samples = Array.from({ length: random.whole(0, 12) }, () => {
      atMs += SAMPLE_MS;
      registerWh += random.whole(0, WH_PER_SAMPLE);
      return { at: iso(atMs), registerWh };
    });
    atMs += random.whole(1, 299) * 1000;
    registerWh += random.whole(0, 50);
    return {
      name: `RP-${index}-${number}`,
      startedAt: iso(startedMs),
      endedAt: iso(atMs),
      meterStartWh,
      meterStopWh: registerWh,
      samples,
    };
  };
  return {
    chargerId: `REPLAY-${index}`,
    tokenId: `REPLAY-TAG-${index}`,
    version,
    countsFromZero: version === "ocpp1.6" && random.chance(0.1),
    hasOneMessageId: random.chance(0.1),
    sessions: Array.from({ length: sessions }, (_, number) => one(number)),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
