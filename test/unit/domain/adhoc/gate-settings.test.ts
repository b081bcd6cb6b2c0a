import { describe, expect, it } from "vitest";
import { changedGateSettings, defaultGateSettings } from "#domain/adhoc/gate-settings.ts";
import { gateCountsOf, gateTotals } from "#domain/adhoc/gate-statistics.ts";
import { limitWindow } from "#domain/adhoc/limits.ts";
import { effectiveBands, tenthOf, wouldRefuse } from "#domain/adhoc/score-bands.ts";
import { adHocAttempt } from "#test/support/adhoc.ts";

const NOW = "2026-05-01T10:00:00.000Z";
const before = defaultGateSettings("demo-a", NOW);

describe("the settings of the gate", () => {
  it.each([
    ["a threshold above 1", { threshold: 1.1 }],
    ["a threshold below 0", { threshold: -0.1 }],
    ["a threshold between two tenths", { threshold: 0.55 }],
    ["a second step that begins at the threshold", { stepUpFrom: 0.5 }],
    ["a second step with a higher hold", { stepUpHoldAmountMinor: 9_000 }],
    ["a gate that is on without a key", { offered: true, allowedHostnames: ["a.example"] }],
    ["a gate that is on for no host", { offered: true, siteKey: "key" }],
  ])("cannot be %s", (_, change) => {
    expect(() => changedGateSettings(before, change, NOW)).toThrow(
      expect.objectContaining({ code: "adhoc.settings-invalid" }),
    );
  });

  it("lose what is taken away, and keep what nobody speaks of", () => {
    const changed = changedGateSettings(
      before,
      { stepUpFrom: null, threshold: undefined, supportPhone: "+4930123456" },
      NOW,
    );

    expect(changed).not.toHaveProperty("stepUpFrom");
    expect(changed).toMatchObject({ threshold: 0.5, supportPhone: "+4930123456", version: 1 });
  });
});

describe("a threshold", () => {
  it("of 0.4 to 0.7 comes to the same with the scores that usually come", () => {
    const bands = [0.4, 0.5, 0.6, 0.7].map((threshold) => effectiveBands(threshold, 0.3));

    expect(bands).toEqual(
      bands.map(() => ({ passes: [0.7, 0.9], stepsUp: [0.3], refuses: [0.1] })),
    );
  });

  it.each([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])(
    "of %s would have refused what scored less, and nothing else",
    (threshold) => {
      const scores = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 0.35, 0.99];
      const counts = Array.from({ length: 11 }, () => 0);
      for (const score of scores) counts[tenthOf(score)] = (counts[tenthOf(score)] ?? 0) + 1;

      const refused = wouldRefuse(counts, threshold);

      expect(refused).toBe(scores.filter((score) => score < threshold).length);
    },
  );
});

describe("the counts of a day", () => {
  it("tell who could not be asked about from who scored", () => {
    const verdict = { threshold: 0.5, decidedAt: NOW } as const;
    const attempts = [
      adHocAttempt({
        verdict: { ...verdict, outcome: "step-up", because: "provider-unavailable" },
      }),
      adHocAttempt({
        verdict: { ...verdict, outcome: "refused", because: "score-too-low", score: 0.1 },
      }),
    ];

    expect(attempts.map(gateCountsOf)).toEqual([
      ["steppedUp", "unanswered"],
      ["refused", "score1"],
    ]);
  });

  it("add up over days and sites", () => {
    const day = { operatorId: "demo-a", day: "2026-05-01" };

    const totals = gateTotals([
      { ...day, siteId: "a", cleared: 2, score9: 2 },
      { ...day, siteId: "b", refused: 2, score1: 2, appeals: 1 },
    ]);

    expect(totals).toMatchObject({ cleared: 2, refused: 2, refusalRate: 0.5, appeals: 1 });
    expect(totals.scores).toEqual([0, 2, 0, 0, 0, 0, 0, 0, 0, 2, 0]);
  });
});

it("says how long a window of a limit still lasts", () => {
  const window = limitWindow("device", "2026-05-01T10:09:30.500Z");

  expect(window).toMatchObject({ startsAt: "2026-05-01T10:00:00.000Z", secondsLeft: 30 });
});
