import type { PublishEvents } from "#adapters/eventbridge/event-publisher.ts";
import type { SecuritySignal } from "#domain/access/security-signal.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import type { IsolationProbe } from "#domain/isolation/isolation-probe.ts";
import { logger } from "#functions/shared/observability.ts";

export interface ReportPorts {
  readonly record: (probe: IsolationProbe) => Promise<void>;
  readonly recordSignal: (signal: SecuritySignal) => Promise<void>;
  readonly publish: PublishEvents;
}

/** Says what a run showed: one line that the alarms count, the history, and for a broken wall a signal and an event. */
export async function report(probe: IsolationProbe, ports: ReportPorts): Promise<void> {
  const { probeId, outcome, attempts, finishedAt: at } = probe;
  const odd = attempts.filter(({ verdict }) => verdict !== "as-expected");
  // First of all, so that no failure of what follows can keep the alarm from ringing.
  logger.info("probed isolation", { probeId, outcome, odd });
  await ports.record(probe);
  if (outcome !== "broken") return;
  const crossed = attempts
    .filter(({ verdict }) => verdict === "crossed")
    .map(({ attempt }) => attempt);
  await ports.recordSignal({
    operatorId: PLATFORM_SCOPE,
    kind: "isolation.broken",
    evidence: { probeId, attempts: crossed.join(", ") },
    at,
  });
  const refused = await ports.publish([
    {
      type: "IsolationBroken",
      eventId: `isolation-${probeId}`,
      v: 1,
      operatorId: PLATFORM_SCOPE,
      occurredAt: at,
      severity: "critical",
      probeId,
      attempts: crossed,
    },
  ]);
  if (refused.length > 0) throw new Error("the bus did not take the event");
}
