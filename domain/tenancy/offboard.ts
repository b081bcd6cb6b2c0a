import type { Offboarding } from "./operator.ts";

/** What was destroyed in a while, and where to go on; without a position the pass is over. */
export interface Destruction {
  readonly deletedItems: number;
  readonly position?: string;
}

export interface OffboardPorts {
  /**
   * Destroys what the operator has, in order from a position, until time is up. `keepRoots` leaves the items that the
   * others are found by, so that an interrupted pass finds the rest.
   */
  readonly destroy: (from: {
    readonly position: string | undefined;
    readonly keepRoots: boolean;
  }) => Promise<Destruction>;
  /** Destroys the keys of personal data, so that no copy can be read any more. */
  readonly destroyKeys: () => Promise<void>;
  /** Ends the programs where they get their tokens; the items that name them are destroyed after that. */
  readonly endPrograms: () => Promise<void>;
  /** Stores how far it came; that wakes the next step. */
  readonly keep: (progress: Offboarding) => Promise<void>;
  /** Leaves nothing of the operator but that it ended. */
  readonly finish: (progress: Offboarding) => Promise<void>;
}

/**
 * Takes one step in the end of an operator. Passes: keys and programs first, then what hangs on chargers, sessions and webhooks, then
 * everything, then, as often as something was found, what had come late. It may be broken off at any moment and begun
 * again: a pass finds what is left.
 */
export async function offboardStep(progress: Offboarding, ports: OffboardPorts): Promise<void> {
  const { pass, position } = progress;
  if (pass === 1 && position === undefined) await ports.destroyKeys();
  if (position === undefined) await ports.endPrograms();
  const destroyed = await ports.destroy({ position, keepRoots: pass === 1 });
  const { position: _, ...rest } = progress;
  const soFar = { ...rest, deletedItems: progress.deletedItems + destroyed.deletedItems };
  if (destroyed.position !== undefined) {
    return ports.keep({ ...soFar, position: destroyed.position });
  }
  if (pass === 1) return ports.keep({ ...soFar, pass: 2 });
  if (pass === 2) return ports.keep({ ...soFar, pass: 3 });
  if (destroyed.deletedItems > 0) return ports.keep(soFar);
  return ports.finish(soFar);
}
