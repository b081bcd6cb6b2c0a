import type { MeterReading, Session } from "#domain/charging/session.ts";
import { sessionView } from "#domain/charging/session-view.ts";

interface Shown {
  /** Masked ids of tokens, by reference. */
  readonly masks: ReadonlyMap<string, string>;
  readonly now: string;
}

/** A session as REST shows it; `readings` are its last ones, or all. */
export function sessionReply(
  session: Session,
  readings: readonly MeterReading[],
  { masks, now }: Shown,
) {
  const { flags, ...view } = sessionView(session, readings, now);
  const maskedTokenId = masks.get(session.tokenRef ?? "");
  return {
    ...view,
    ...(maskedTokenId !== undefined && { maskedTokenId }),
    flags: [...flags],
    ocppVersion: session.version,
  };
}

/** A session with what its meter said. */
export function sessionDetailReply(
  session: Session,
  readings: readonly MeterReading[],
  samples: readonly MeterReading[],
  shown: Shown,
) {
  const { meterStartWh, meterStopWh, tariff } = session;
  return {
    ...sessionReply(session, readings, shown),
    meterStartWh,
    ...(meterStopWh !== undefined && { meterStopWh }),
    ...(tariff && { tariff }),
    samples: [...samples],
  };
}
