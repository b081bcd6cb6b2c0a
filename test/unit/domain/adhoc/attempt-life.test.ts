import { describe, expect, it } from "vitest";
import { ADHOC_STATES, type AdHocState } from "#domain/adhoc/attempt.ts";
import { advanceAttempt, isOver, mayFollow } from "#domain/adhoc/attempt-life.ts";
import { adHocAttempt } from "#test/support/adhoc.ts";

/** All states that some way from a state leads to. */
function reachable(from: AdHocState): Set<AdHocState> {
  const found = new Set<AdHocState>();
  const visit = (state: AdHocState) => {
    for (const next of ADHOC_STATES) {
      if (!mayFollow(state, next) || found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(from);
  return found;
}

describe("an attempt to charge without an account", () => {
  it("holds no money before a verdict let it through", () => {
    const beforeHold = ADHOC_STATES.filter((state) => mayFollow(state, "hold-pending"));

    expect(beforeHold).toEqual(["cleared", "step-up"]);
    expect(ADHOC_STATES.filter((state) => mayFollow(state, "held"))).toEqual(["hold-pending"]);
  });

  it("gives back or takes what was held, whatever happens after", () => {
    const ends = [...reachable("held")].filter((state) => isOver({ state }));

    expect(ends.toSorted()).toEqual(["captured", "released"]);
  });

  it("starts a charger only with money held", () => {
    expect(ADHOC_STATES.filter((state) => mayFollow(state, "starting"))).toEqual(["held"]);
    expect(ADHOC_STATES.filter((state) => mayFollow(state, "charging"))).toEqual(["starting"]);
  });

  it("goes nowhere once it was refused", () => {
    const refused = adHocAttempt({ state: "refused" });

    const tries = ADHOC_STATES.map(
      (to) => () => advanceAttempt(refused, to, "2026-05-01T10:00:00.000Z"),
    );

    for (const attempt of tries) {
      expect(attempt).toThrow(expect.objectContaining({ code: "adhoc.step-impossible" }));
    }
  });

  it("remembers when it came where it is, and counts its steps", () => {
    const requested = adHocAttempt({ state: "requested", version: 1 });

    const abandoned = advanceAttempt(requested, "abandoned", "2026-05-01T10:00:00.000Z", {
      endedBecause: "driver",
    });

    expect(abandoned).toMatchObject({
      state: "abandoned",
      stateSince: "2026-05-01T10:00:00.000Z",
      endedBecause: "driver",
      version: 2,
    });
  });
});
