import { randomUUID } from "node:crypto";
import type { EventBridgeOptions, RuleDefinition, RuleTarget } from "../services.ts";
import { type NextRun, parseSchedule } from "./schedule.ts";

/** setTimeout takes at most 2^31 - 1 ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

type Fired = { readonly target: RuleTarget; readonly event: unknown };

/** Fires the schedule rules; a schedule that was missed while the platform was down is not made up for. Gives a function that stops it. */
export function startScheduler(
  options: Pick<EventBridgeOptions, "region" | "accountId" | "rules">,
  fire: (deliveries: readonly Fired[]) => void,
): () => void {
  const timers = new Map<string, NodeJS.Timeout>();

  function eventFor(rule: RuleDefinition, atMs: number): unknown {
    return {
      version: "0",
      id: randomUUID(),
      "detail-type": "Scheduled Event",
      source: "aws.events",
      account: options.accountId,
      time: new Date(atMs).toISOString().replace(/\.\d+Z$/, "Z"),
      region: options.region,
      resources: [rule.arn],
      detail: {},
    };
  }

  function wait(rule: RuleDefinition, nextRun: NextRun, dueAtMs: number | undefined): void {
    if (dueAtMs === undefined) return;
    const pauseMs = Math.min(LONGEST_TIMER_MS, Math.max(0, dueAtMs - Date.now()));
    const timer = setTimeout(() => {
      if (Date.now() < dueAtMs) return wait(rule, nextRun, dueAtMs);
      const event = eventFor(rule, dueAtMs);
      wait(rule, nextRun, nextRun(Math.max(dueAtMs, Date.now())));
      fire(rule.targets.map((target) => ({ target, event })));
    }, pauseMs);
    timers.set(rule.arn, timer);
  }

  for (const rule of options.rules) {
    if (rule.scheduleExpression === undefined) continue;
    const nextRun = parseSchedule(rule.scheduleExpression);
    wait(rule, nextRun, nextRun(Date.now()));
  }
  return () => {
    for (const timer of timers.values()) clearTimeout(timer);
  };
}
