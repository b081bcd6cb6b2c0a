import { describe, expect, it } from "vitest";
import { type CommandJob, outcomeOf, stateOf } from "#domain/command-jobs/command-job.ts";
import { type RunPorts, runCommandJob } from "#domain/command-jobs/run-command-job.ts";
import { afterSeconds } from "#domain/commands/clock.ts";
import { aCommand, CREATED_AT } from "#test/support/commands.ts";

const JOB: CommandJob = {
  operatorId: "demo-a",
  commandJobId: "job",
  action: "ClearCache",
  payload: {},
  digest: "digest",
  state: "running",
  chargers: 25,
  perMinute: 60,
  commanded: 0,
  outcomes: {},
  createdAt: CREATED_AT,
  createdBy: "subject-1",
  updatedAt: CREATED_AT,
  version: 1,
};

/** A job, its timers, and a clock. */
function jobWorld(fields: Partial<CommandJob> = {}) {
  const chargerIds = Array.from({ length: 25 }, (_, index) => `CP-${index + 1}`);
  const commanded: { readonly chargerId: string; readonly at: string }[] = [];
  const timers: string[] = [];
  let job = { ...JOB, ...fields };
  let time = CREATED_AT;
  let failure: "command" | "advance" | "timer" | undefined;
  const fail = (where: typeof failure) => {
    if (failure !== where) return;
    failure = undefined;
    throw new Error(`${where} failed`);
  };
  const ports: RunPorts = {
    find: async () => job,
    chargerIds: async (of, count) => chargerIds.slice(of.commanded, of.commanded + count),
    async command(_job, chargerId) {
      if (chargerId === "CP-5") fail("command");
      if (commanded.some((one) => one.chargerId === chargerId)) return;
      commanded.push({ chargerId, at: time });
    },
    async advance(before, reached, notBefore) {
      fail("advance");
      if (job.commanded !== before.commanded || job.state !== "running") return false;
      job = { ...job, commanded: reached, notBefore };
      return true;
    },
    async wakeAfter(seconds) {
      fail("timer");
      timers.push(afterSeconds(time, seconds));
    },
    now: () => time,
  };
  const run = () => runCommandJob("job", ports);
  return {
    commanded,
    timers,
    run,
    failOnce: (where: typeof failure) => {
      failure = where;
    },
    cancel: () => {
      job = { ...job, state: "cancelled" };
    },
    /** Lets the next timer ring; a failed run is repeated, as the queue does. */
    async ring() {
      time = timers.shift() ?? time;
      await run().catch(run);
    },
  };
}

const everyOnce = Array.from({ length: 25 }, (_, index) => `CP-${index + 1}`);

describe("a job", () => {
  it("commands its chargers in their order, a part at a time, at its rate", async () => {
    const world = jobWorld();

    await world.run();
    while (world.timers.length > 0) await world.ring();

    expect(world.commanded.map(({ chargerId }) => chargerId)).toEqual(everyOnce);
    expect([...new Set(world.commanded.map(({ at }) => at))]).toEqual([
      CREATED_AT,
      "2026-03-01T10:00:10.000Z",
      "2026-03-01T10:00:20.000Z",
    ]);
  });

  it.each(["command", "advance", "timer"] as const)(
    "misses no charger and commands none twice where the step %s fails",
    async (where) => {
      const world = jobWorld();
      world.failOnce(where);

      await world.run().catch(world.run);
      while (world.timers.length > 0) await world.ring();

      expect(world.commanded.map(({ chargerId }) => chargerId)).toEqual(everyOnce);
    },
  );

  it("keeps its rate, and one chain of timers, when it is woken twice", async () => {
    const world = jobWorld();

    await Promise.all([world.run(), world.run()]);
    await world.run();
    while (world.timers.length > 0) await world.ring();

    expect(world.commanded.map(({ chargerId }) => chargerId)).toEqual(everyOnce);
    expect(world.commanded.at(-1)?.at).toBe("2026-03-01T10:00:20.000Z");
  });

  it("stops when somebody stops it", async () => {
    const world = jobWorld();
    await world.run();

    world.cancel();
    await world.ring();

    expect(world.commanded).toHaveLength(10);
    expect(world.timers).toEqual([]);
  });

  it("does nothing before a second person let it begin", async () => {
    const world = jobWorld({ state: "awaiting-approval" });

    await world.run();

    expect([world.commanded, world.timers]).toEqual([[], []]);
  });
});

it("is done once every command is over", () => {
  const commanded = { ...JOB, commanded: 25 };

  expect(stateOf({ ...commanded, outcomes: { Accepted: 24 } })).toBe("running");
  expect(stateOf({ ...commanded, outcomes: { Accepted: 20, "timed-out": 5 } })).toBe("done");
});

it.each([
  [{ state: "answered", response: { status: "Rejected" } }, "Rejected"],
  [{ state: "answered", response: { listVersion: 3 } }, "Answered"],
  [{ state: "failed", error: { code: "charger.offline", description: "" } }, "charger.offline"],
  [{ state: "failed", error: { code: "NotSupported", description: "" } }, "NotSupported"],
  [{ state: "failed", error: { code: "my own words", description: "" } }, "other-error"],
  [{ state: "timed-out" }, "timed-out"],
] as const)("counts %j as %s", (fields, outcome) => {
  expect(outcomeOf(aCommand(fields))).toBe(outcome);
});
