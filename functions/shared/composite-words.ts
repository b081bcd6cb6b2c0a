import type { ReportedSchedule } from "#domain/smart-charging/compare-schedules.ts";
import type { GetCompositeScheduleResponse as Response16 } from "#ocpp/generated/v16/get-composite-schedule-response.js";
import type { GetCompositeScheduleResponse as Response201 } from "#ocpp/generated/v201/get-composite-schedule-response.js";

/** The schedule of a charger's answer to GetCompositeSchedule, of either version; undefined where it has none. */
export function reportedScheduleOf(answer: unknown): ReportedSchedule | undefined {
  const { schedule, chargingSchedule, scheduleStart } = answer as Response16 & Response201;
  const found = schedule ?? chargingSchedule;
  const start = schedule?.scheduleStart ?? scheduleStart ?? chargingSchedule?.startSchedule;
  if (!found || start === undefined || Number.isNaN(Date.parse(start))) return undefined;
  const last = found.chargingSchedulePeriod.at(-1)?.startPeriod ?? 0;
  return {
    unit: found.chargingRateUnit,
    startsAt: new Date(start).toISOString(),
    // 1.6 leaves it out at will; then the last period is known to be there at least.
    durationSeconds: found.duration ?? last + 1,
    periods: found.chargingSchedulePeriod.map(({ startPeriod, limit, numberPhases }) => ({
      startSeconds: startPeriod,
      limit,
      ...(numberPhases !== undefined && { numberPhases }),
    })),
  };
}
