import type { OcppVersion } from "#domain/fleet/charger.ts";

/** A charger of the load and the card that charges there. */
export interface BenchCharger {
  readonly operatorId: string;
  readonly chargerId: string;
  readonly version: OcppVersion;
  readonly tokenId: string;
}

/** The chargers of a run, spread evenly over its operators; every other one speaks 2.0.1. */
export function fleetOf(chargers: number, operators: number): readonly BenchCharger[] {
  return Array.from({ length: chargers }, (_, index) => ({
    operatorId: `bench-${index % operators}`,
    chargerId: `BENCH-${index}`,
    version: index % 2 === 0 ? "ocpp1.6" : "ocpp2.0.1",
    tokenId: `BENCH-TAG-${index}`,
  }));
}
