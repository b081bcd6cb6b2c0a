import { describe, expect, it } from "vitest";
import { CANARY } from "#domain/isolation/canaries.ts";
import { outcomeOf } from "#domain/isolation/isolation-probe.ts";
import {
  type ProbePorts,
  probeIsolation,
  type RestAnswer,
  type TenantRead,
} from "#domain/isolation/probe-isolation.ts";
import type { RestAttempt } from "#domain/isolation/rest-attempts.ts";

const NOW = "2026-03-01T10:00:00.000Z";
const NOT_FOUND = { status: 404, code: "operator.not-found" };

interface World {
  readonly atHome?: RestAnswer | undefined;
  readonly nextDoor?: (attempt: RestAttempt) => RestAnswer | undefined;
  readonly ownItem?: TenantRead;
  readonly foreignItem?: TenantRead;
}

/** A platform whose operators are apart, but for what a test says. */
function platform(world: World): ProbePorts {
  const { nextDoor = () => NOT_FOUND, ownItem = "read", foreignItem = "denied" } = world;
  const atHome = "atHome" in world ? world.atHome : { status: 200 };
  return {
    call: async (attempt) => (attempt.isOwn ? atHome : nextDoor(attempt)),
    readAsTenant: async (operatorId) => (operatorId === CANARY.own ? ownItem : foreignItem),
    now: () => NOW,
  };
}

const probe = (world: World = {}) => probeIsolation("probe-1", platform(world));

describe("a run of the canary", () => {
  it("finds operators apart where all is done at home and nothing found next door", async () => {
    const run = await probe();

    expect(run).toMatchObject({ probeId: "probe-1", outcome: "apart", startedAt: NOW });
    expect(run.attempts.map(({ attempt, answer }) => [attempt, answer])).toEqual([
      ["own read", "200"],
      ["own write", "200"],
      ["foreign read", "404 operator.not-found"],
      ["foreign list", "404 operator.not-found"],
      ["foreign write", "404 operator.not-found"],
      ["foreign delete", "404 operator.not-found"],
      ["foreign command", "404 operator.not-found"],
      ["own item by IAM", "read"],
      ["foreign item by IAM", "denied"],
    ]);
  });

  it.each(["foreign read", "foreign list", "foreign write", "foreign delete", "foreign command"])(
    "finds the wall broken where only the %s got through",
    async (name) => {
      const run = await probe({
        nextDoor: (attempt) => (attempt.name === name ? { status: 200 } : NOT_FOUND),
      });

      expect(run.outcome).toBe("broken");
      expect(run.attempts.filter(({ verdict }) => verdict === "crossed")).toEqual([
        { attempt: name, verdict: "crossed", answer: "200" },
      ]);
    },
  );

  it.each([
    { status: 403, code: "access.forbidden" },
    { status: 404, code: "site.not-found" },
    { status: 409, code: "version.conflict" },
    { status: 500, code: "internal" },
  ])(
    "finds the wall broken by an answer that tells more than not found: $status $code",
    async (answer) => {
      expect((await probe({ nextDoor: () => answer })).outcome).toBe("broken");
    },
  );

  it("finds the wall broken where IAM gives a foreign item", async () => {
    expect((await probe({ foreignItem: "read" })).outcome).toBe("broken");
  });

  it.each<World>([
    { atHome: NOT_FOUND },
    { atHome: { status: 401, code: "access.unauthenticated" } },
    { atHome: undefined },
    { nextDoor: () => undefined },
    { nextDoor: () => ({ status: 404 }) },
    { nextDoor: () => ({ status: 429 }) },
    { ownItem: "denied" },
    { foreignItem: "failed" },
  ])("is blind where it proves nothing: %o", async (world) => {
    expect((await probe(world)).outcome).toBe("blind");
  });

  it("is broken rather than blind where both are so", async () => {
    expect((await probe({ atHome: undefined, foreignItem: "read" })).outcome).toBe("broken");
  });
});

it("proves nothing without an attempt", () => {
  expect(outcomeOf([])).toBe("blind");
});
