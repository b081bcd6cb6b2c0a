import type { VirtualCharger } from "./virtual-charger.ts";

export interface MeteringOptions {
  readonly powerW: number;
  /** How many seconds of charging pass in one second. */
  readonly speed: number;
  readonly intervalSeconds: number;
  /** Ends a session once it has got so much. */
  readonly energyWhLimit?: number;
  readonly onProblem: (error: unknown) => void;
}

/** Lets the meters of all running sessions count, faster than in life. Gives a function that stops it. */
export function startMetering(charger: VirtualCharger, options: MeteringOptions): () => void {
  const { energyWhLimit = Number.POSITIVE_INFINITY } = options;
  const stepWh = (options.powerW * options.speed * options.intervalSeconds) / 3_600;
  const drawnWh = new Map<number, number>();
  let isBusy = false;

  async function step(): Promise<void> {
    const active = charger.activeConnectors();
    for (const connectorId of drawnWh.keys()) {
      if (!active.includes(connectorId)) drawnWh.delete(connectorId);
    }
    for (const connectorId of active) {
      const before = drawnWh.get(connectorId) ?? 0;
      const energyWh = Math.min(stepWh, energyWhLimit - before);
      drawnWh.set(connectorId, before + energyWh);
      await charger.meter({ connectorId, energyWh });
      if (before + energyWh >= energyWhLimit) await charger.stopSession({ connectorId });
    }
  }

  const timer = setInterval(() => {
    // A slow platform must not get readings faster than it takes them.
    if (isBusy) return;
    isBusy = true;
    step()
      .catch(options.onProblem)
      .finally(() => {
        isBusy = false;
      });
  }, options.intervalSeconds * 1000);
  return () => clearInterval(timer);
}
