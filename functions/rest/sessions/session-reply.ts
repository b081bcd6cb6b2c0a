import type { MeterReading, Session } from "#domain/charging/session.ts";
import { sessionView } from "#domain/charging/session-view.ts";

/** A session as REST shows it; `readings` are its last ones, or all. */
export function sessionReply(session: Session, readings: readonly MeterReading[], now: string) {
  const { flags, ...view } = sessionView(session, readings, now);
  return { ...view, flags: [...flags], ocppVersion: session.version };
}

/** A session with what its meter said. */
export function sessionDetailReply(
  session: Session,
  readings: readonly MeterReading[],
  samples: readonly MeterReading[],
  now: string,
) {
  const { meterStartWh, meterStopWh, tariff } = session;
  return {
    ...sessionReply(session, readings, now),
    meterStartWh,
    ...(meterStopWh !== undefined && { meterStopWh }),
    ...(tariff && { tariff }),
    samples: [...samples],
  };
}
