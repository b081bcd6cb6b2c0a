import { setTimeout as pause } from "node:timers/promises";
import type { LocalService, WriteLog } from "../services.ts";

export interface Stopper {
  /** Remembers a started service, and gives it back. */
  readonly add: <Service extends LocalService>(service: Service) => Service;
  readonly stop: () => Promise<void>;
}

/** How long a service may finish what it has begun before those behind it go too. */
const GRACE_MS = 500;

/**
 * Stops services in the reverse of the order in which they came, each with a short grace, and calls `last` when all have ended.
 * One that cannot be stopped keeps no other from it.
 */
export function createStopper(last: () => Promise<void>, writeLog: WriteLog): Stopper {
  const services: LocalService[] = [];
  let stopping: Promise<void> | undefined;

  const stopAll = async (): Promise<void> => {
    const ends: Promise<void>[] = [];
    for (const service of services.reverse()) {
      const end = service
        .stop()
        .catch((error: unknown) => writeLog(`${service.name} did not stop well: ${String(error)}`));
      ends.push(end);
      await Promise.race([end, pause(GRACE_MS, undefined, { ref: false })]);
    }
    await Promise.all(ends);
    await last();
  };

  return {
    add: (service) => {
      services.push(service);
      return service;
    },
    stop: () => {
      stopping ??= stopAll();
      return stopping;
    },
  };
}
