import { beforeEach, describe, expect, it } from "vitest";
import { type AssessPorts, assessAttempt } from "#domain/adhoc/assess-attempt.ts";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import type { AssessmentFailure, BotAssessment } from "#domain/adhoc/bot-assessment.ts";
import { failureCounts } from "#domain/adhoc/circuit-breaker.ts";
import { defaultGateSettings, type GateSettings } from "#domain/adhoc/gate-settings.ts";
import { adHocAttempt } from "#test/support/adhoc.ts";

const NOW = "2026-05-01T10:00:00.000Z";
const ACTION = "adhoc_start/code";

let stored: AdHocAttempt;
let settings: GateSettings;
let answer: BotAssessment | AssessmentFailure;
let claimedAt: string | undefined;
let openUntil: string | undefined;
let asked: number;
let signals: number;
let ports: AssessPorts;
beforeEach(() => {
  stored = adHocAttempt({ requestedAt: NOW, tokenHash: "hash" });
  settings = {
    ...defaultGateSettings("demo-a", NOW),
    offered: true,
    siteKey: "key",
    allowedHostnames: ["app.example.test"],
  };
  answer = {
    valid: true,
    action: ACTION,
    hostname: "app.example.test",
    siteKey: "key",
    createdAt: NOW,
    score: 0.9,
    reasons: [],
    name: "projects/p/assessments/1",
  };
  [claimedAt, openUntil, asked, signals] = [undefined, undefined, 0, 0];
  ports = {
    find: async () => ({ attempt: stored, token: "token", expectedAction: ACTION }),
    settingsOf: async () => settings,
    claim: async () => claimedAt,
    decide: async (_, after) => {
      stored = after;
      return true;
    },
    assessor: {
      assess: async () => {
        asked++;
        return answer;
      },
      annotate: async () => {},
    },
    breaker: {
      find: async () => openUntil,
      open: async (_, until) => {
        openUntil = until;
      },
      close: async () => {
        openUntil = undefined;
      },
    },
    failures: failureCounts(),
    misconfigured: async () => {
      signals++;
    },
    now: () => NOW,
  };
});

const fresh = () => {
  stored = adHocAttempt({ requestedAt: NOW, tokenHash: "hash" });
};

describe("the judgement of an attempt", () => {
  it("keeps what the provider said, and the threshold that it was held against", async () => {
    await assessAttempt(stored, ports);

    expect(stored.verdict).toEqual({
      outcome: "cleared",
      because: "score-sufficient",
      score: 0.9,
      threshold: 0.5,
      assessment: "projects/p/assessments/1",
      decidedAt: NOW,
    });
  });

  it.each([
    [0.5, 0.5, "cleared"],
    [0.5, 0.49, "refused"],
    [0.7, 0.7, "cleared"],
    [0.7, 0.3, "refused"],
    [1, 0.9, "refused"],
    [0, 0, "cleared"],
  ])("with %s demanded and no second step, %s is %s", async (threshold, score, outcome) => {
    const { stepUpFrom: _, ...rest } = settings;
    settings = { ...rest, threshold };
    answer = { ...(answer as BotAssessment), score };

    const said = await assessAttempt(stored, ports);

    expect(said).toBe(outcome);
  });

  it("asks nobody about what is older than two minutes", async () => {
    stored = adHocAttempt({ requestedAt: "2026-05-01T09:57:59.000Z", tokenHash: "hash" });

    await assessAttempt(stored, ports);

    expect([stored.state, stored.verdict?.because, asked]).toEqual(["refused", "token-old", 0]);
  });

  it("leaves a token alone that another one is asking about, and comes again", async () => {
    claimedAt = NOW;

    await expect(assessAttempt(stored, ports)).rejects.toThrow("being asked about");

    expect([stored.state, asked]).toEqual(["requested", 0]);
  });

  it("takes who claimed a token and died for a provider that did not answer", async () => {
    claimedAt = "2026-05-01T09:59:40.000Z";

    await assessAttempt(stored, ports);

    expect([stored.state, stored.verdict?.because, asked]).toEqual([
      "step-up",
      "provider-unavailable",
      0,
    ]);
  });

  it("leaves the provider alone for a while after three failures, and goes on when it answers again", async () => {
    answer = "unavailable";
    for (let attempt = 0; attempt < 4; attempt++) {
      fresh();
      await assessAttempt(stored, ports);
    }
    const afterFailures = { asked, openUntil };
    openUntil = "2026-05-01T09:59:59.000Z";
    answer = { valid: false, reasons: [] };
    fresh();
    await assessAttempt(stored, ports);

    expect(afterFailures).toEqual({ asked: 3, openUntil: "2026-05-01T10:00:30.000Z" });
    expect({ asked, openUntil }).toEqual({ asked: 4, openUntil: undefined });
  });

  it("is closed and loud where the operator named no key", async () => {
    const { siteKey: _, ...rest } = settings;
    settings = { ...rest, onProviderFailure: "open" };

    await assessAttempt(stored, ports);

    expect([stored.state, signals]).toEqual(["refused", 1]);
  });

  it.each([
    ["no score", { score: Number.NaN }],
    ["a score above 1", { score: 1.1 }],
    ["no action", { action: "" }],
    ["no host", { hostname: "" }],
    ["no time", { createdAt: "" }],
    ["a time to come", { createdAt: "2026-05-01T10:05:00.000Z" }],
  ])("refuses an assessment with %s", async (_, changed) => {
    answer = { ...(answer as BotAssessment), ...changed };

    const said = await assessAttempt(stored, ports);

    expect(said).toBe("refused");
  });
});
