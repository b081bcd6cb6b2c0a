import cron from "aws-cron-parser";

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** When a schedule fires next after a moment (ms since 1970); undefined when never again. */
export type NextRun = (afterMs: number) => number | undefined;

/** Reads `rate(5 minutes)` or `cron(0 3 * * ? *)` (UTC); throws for anything else. */
export function parseSchedule(expression: string): NextRun {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const unitMs = UNIT_MS[unit ?? ""];
  if (unitMs !== undefined && Number(count) > 0) {
    return (afterMs) => afterMs + Number(count) * unitMs;
  }
  const [, fields] = /^cron\((\S+(?: \S+){5})\)$/.exec(expression) ?? [];
  if (fields === undefined) throw new Error(`The schedule ${expression} is not a rate or cron.`);
  const parsed = cron.parse(fields);
  return (afterMs) => cron.next(parsed, new Date(afterMs))?.getTime();
}
