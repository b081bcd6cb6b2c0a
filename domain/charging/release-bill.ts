import { DomainError } from "../errors.ts";
import { isBillHeld } from "./bill-held.ts";
import { costOf } from "./cost.ts";
import type { Session } from "./session.ts";

/** What a person judged of a session whose bill is held. */
export interface BillJudgement {
  /** What is billed instead of what was computed; never more than that. */
  readonly energyWh?: number | undefined;
  /** ISO 8601 UTC. */
  readonly releasedAt: string;
}

/**
 * The session with its bill released: from then on it is final, whatever its charger still says. Throws
 * `session.bill-not-held`, and `session.correction-invalid` for more energy than its meter's registers prove.
 */
export function withBillReleased(
  session: Session,
  { energyWh, releasedAt }: BillJudgement,
): Session {
  const { tariff, startedAt, endedAt, idleSeconds = 0, energyWh: computedWh = 0 } = session;
  if (session.state !== "ended" || endedAt === undefined || !isBillHeld(session))
    throw new DomainError("session.bill-not-held", "The session's bill waits for nobody.");
  const released = { ...session, billReleasedAt: releasedAt };
  if (energyWh === undefined || energyWh === computedWh) return released;
  if (energyWh > computedWh)
    throw new DomainError("session.correction-invalid", "A correction never bills more energy.");
  return {
    ...released,
    energyWh,
    computedEnergyWh: computedWh,
    ...(tariff && { cost: costOf({ tariff, energyWh, startedAt, endedAt, idleSeconds }) }),
  };
}
