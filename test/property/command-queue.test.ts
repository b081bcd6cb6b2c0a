import fc from "fast-check";
import { expect, it } from "vitest";
import { advanceCommandQueue } from "#domain/commands/advance-command-queue.ts";
import { isFinal } from "#domain/commands/command.ts";
import type { Wake } from "#domain/commands/command-queue.ts";
import type { AdvancePorts } from "#domain/commands/send-command.ts";
import { commandWorld } from "#test/support/command-world.ts";
import { aCommand, aCommandId } from "#test/support/commands.ts";

/** What may happen around a queue, in any order, while runs of it are under way. */
const happening = fc.oneof(
  fc.record({
    kind: fc.constant("create" as const),
    urgent: fc.boolean(),
    late: fc.boolean(),
    repeatable: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("pass" as const), seconds: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    kind: fc.constantFrom(
      "answer" as const,
      "connect" as const,
      "disconnect" as const,
      "drop" as const,
      "throw" as const,
      "busy" as const,
      "wake" as const,
    ),
  }),
  fc.record({ kind: fc.constant("run" as const), steps: fc.integer({ min: 1, max: 6 }) }),
);
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

/** A run is stopped before the shortest deadline is over. */
const LONGEST_RUN_SECONDS = 25;

/** Plays the happenings; between them, runs go on step by step in an order that the scheduler chooses. */
async function play(scheduler: fc.Scheduler, happenings: readonly Happening[]) {
  const world = commandWorld();
  const runs: Promise<void>[] = [];
  const unanswered: string[] = [];
  /** Which command went over which connection. */
  const deliveries: string[] = [];
  const repeatable = new Set<string>();
  const outstandingAtOnce: number[] = [];
  let created = 0;
  let underWaySeconds = 0;
  const { queue, socket, timer } = world.ports;
  const ports: AdvancePorts = {
    ...world.ports,
    queue: {
      head: scheduler.scheduleFunction(queue.head),
      markSent: scheduler.scheduleFunction(queue.markSent),
      requeue: scheduler.scheduleFunction(queue.requeue),
      finish: scheduler.scheduleFunction(queue.finish),
      leave: scheduler.scheduleFunction(queue.leave),
    },
    connectionOf: scheduler.scheduleFunction(world.ports.connectionOf),
    socket: { post: scheduler.scheduleFunction(post) },
    timer: { schedule: scheduler.scheduleFunction(timer.schedule) },
  };

  async function post(connectionId: string, text: string) {
    const outcome = await socket.post(connectionId, text);
    if (outcome !== "posted") return outcome;
    const commandId = world.received.at(-1) ?? "";
    unanswered.push(commandId);
    deliveries.push(`${connectionId} ${commandId}`);
    const commands = await Promise.all([...new Set(unanswered)].map(world.commandOf));
    outstandingAtOnce.push(commands.filter((command) => command?.state === "sent").length);
    return outcome;
  }
  const start = (wakes: readonly Wake[]) => {
    // A run that failed is tried again, as the stream and the queue do.
    for (const wake of wakes) {
      const again = () => world.streamWakes.push(wake);
      runs.push(advanceCommandQueue(wake, ports).catch(() => void again()));
    }
  };

  async function happen(it: Happening): Promise<void> {
    switch (it.kind) {
      case "create": {
        const commandId = aCommandId(++created + (it.late ? -500 : 0) + 1_000);
        const whenOffline = it.urgent ? "fail" : "queue";
        const queueUntil = new Date(Date.parse(world.ports.now()) + 60_000).toISOString();
        const isSafeToRepeat = it.repeatable;
        if (isSafeToRepeat) repeatable.add(commandId);
        return world.create(aCommand({ commandId, whenOffline, queueUntil, isSafeToRepeat }));
      }
      case "pass":
        if (underWaySeconds + it.seconds > LONGEST_RUN_SECONDS) {
          await scheduler.waitIdle();
          underWaySeconds = 0;
        }
        underWaySeconds += it.seconds;
        return start(world.pass(it.seconds));
      case "answer": {
        const [oldest] = unanswered.splice(0, 1);
        if (oldest !== undefined) await world.answer(oldest);
        return;
      }
      case "connect":
        return world.connect();
      case "disconnect":
        return world.disconnect();
      case "drop":
        return world.dropSilently();
      case "throw":
      case "busy":
        return world.disturbNextPost(it.kind);
      case "wake":
        return start(world.streamWakes.splice(0));
      case "run":
        return scheduler.waitNext(Math.min(it.steps, scheduler.count()));
    }
  }

  for (const each of happenings) await happen(each);
  world.disturbNextPost("none");
  // Nothing more comes from outside: what the platform set for itself must be enough.
  for (let turn = 0; turn < 400; turn++) {
    start(world.streamWakes.splice(0));
    await scheduler.waitIdle();
    start(world.pass(5));
    await scheduler.waitIdle();
  }
  await Promise.all(runs);
  return { world, outstandingAtOnce, deliveries, repeatable };
}

const repeated = (ids: readonly string[]) => ids.filter((id, index) => ids.indexOf(id) !== index);

/** Long enough for connections to come and go around a command. */
const happenings = fc.array(happening, { maxLength: 40, size: "max" });

it("never has two unanswered calls on one charger, repeats only what may be, and ends every command", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), happenings, async (scheduler, whatHappens) => {
      const { world, outstandingAtOnce, deliveries, repeatable } = await play(
        scheduler,
        whatHappens,
      );

      expect(outstandingAtOnce.filter((count) => count !== 1)).toEqual([]);
      expect(new Set(deliveries).size).toBe(deliveries.length);
      expect(repeated(world.received).filter((commandId) => !repeatable.has(commandId))).toEqual(
        [],
      );
      expect(world.store.all().filter((command) => !isFinal(command))).toEqual([]);
      expect(world.timers).toEqual([]);
    }),
    { numRuns: 120 },
  );
});

it("sends commands in the order in which they were created", async () => {
  const inOrder = happenings.map((each) =>
    each.map((it) => (it.kind === "create" ? { ...it, late: false } : it)),
  );
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), inOrder, async (scheduler, whatHappens) => {
      const { world } = await play(scheduler, whatHappens);

      expect(world.received).toEqual(world.received.toSorted());
    }),
    { numRuns: 60 },
  );
});
