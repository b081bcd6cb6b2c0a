import { describe, expect, it } from "vitest";
import type { Command } from "#domain/commands/command.ts";
import { changeAnswer } from "#domain/fleet/change-answer.ts";
import { shownState } from "#domain/fleet/credential-change.ts";
import { passwordOutcome, profileOutcome } from "#domain/fleet/follow-change.ts";
import { startPasswordChange, startProfileChange } from "#domain/fleet/start-change.ts";
import { aCharger } from "#test/support/fleet.ts";

const NOW = "2026-03-01T10:00:00.000Z";
const START = { changeId: "change", startedBy: "somebody", now: NOW };
const change = {
  changeId: "change",
  state: "sent",
  startedAt: NOW,
  startedBy: "somebody",
  until: "2026-03-02T10:00:00.000Z",
  commandId: "command",
} as const;
const next = { salt: "c2FsdA==", hashes: ["new"], changedAt: NOW, until: change.until };
const connection = {
  connectionId: "socket",
  version: "ocpp2.0.1",
  connectedAt: NOW,
  sourceIp: "192.0.2.1",
} as const;

describe("what a charger's answer means for a change", () => {
  const ended = (fields: object) => changeAnswer({ state: "answered", ...fields } as Command);

  it.each([["Accepted"], ["RebootRequired"], ["Scheduled"]])(
    "is yes where it says %s",
    (status) => {
      expect(ended({ response: { status } })).toEqual({ kind: "accepted" });
    },
  );

  it("is no where it refuses, in its own word, also one of several variables", () => {
    const setVariableResult = [{ attributeStatus: "Accepted" }, { attributeStatus: "Rejected" }];

    expect(ended({ response: { status: "NotSupported" } })).toMatchObject({
      refusal: "NotSupported",
    });
    expect(ended({ response: { setVariableResult } })).toMatchObject({ refusal: "Rejected" });
  });

  it("is no where the command never got there, or came back as an error", () => {
    const error = { code: "a code: with a password", description: "" };

    expect(ended({ state: "timed-out" })).toMatchObject({ refusal: "charger.offline" });
    expect(ended({ state: "failed", error })).toEqual({ kind: "refused", refusal: "CallError" });
  });

  it("is unknown where it was sent and nobody can tell", () => {
    const error = { code: "response.invalid", description: "" };

    expect(ended({ state: "timed-out", sentAt: NOW }).kind).toBe("unanswered");
    expect(ended({ state: "failed", error }).kind).toBe("unanswered");
    expect(ended({ response: {} }).kind).toBe("unanswered");
  });
});

describe("a change of password", () => {
  it("keeps both passwords for a week once the charger has accepted", () => {
    const until = "2026-03-08T10:00:00.000Z";

    expect(passwordOutcome(change, next, { kind: "accepted" }, NOW)).toEqual({
      passwordChange: { ...change, state: "accepted", until },
      nextCredential: { ...next, until },
    });
  });

  it("leaves the old password alone where the charger refuses", () => {
    const outcome = passwordOutcome(change, next, { kind: "refused", refusal: "Rejected" }, NOW);

    expect(outcome).toEqual({
      passwordChange: { ...change, state: "refused", refusal: "Rejected", finishedAt: NOW },
    });
  });

  it("keeps both for its time where nobody knows, and is over then", () => {
    const { passwordChange, nextCredential } = passwordOutcome(
      change,
      next,
      { kind: "unanswered" },
      NOW,
    );

    expect(nextCredential?.until).toBe(change.until);
    expect(shownState(passwordChange, NOW)).toBe("unanswered");
    expect(shownState(passwordChange, change.until)).toBe("expired");
  });

  it("keeps another one out until it has ended", () => {
    const begin = (passwordChange: Parameters<typeof passwordOutcome>[0], now: string) =>
      startPasswordChange(aCharger({ connection, passwordChange }), next, { ...START, now });

    expect(() => begin(change, NOW)).toThrow(
      expect.objectContaining({ code: "charger.change-under-way" }),
    );
    expect(begin(change, change.until).passwordChange.state).toBe("sent");
    expect(begin({ ...change, state: "refused" }, NOW).passwordChange.state).toBe("sent");
  });
});

describe("a change of profile", () => {
  const network = { url: "wss://x", configurationSlot: 2, networkInterface: "Wired0" };
  const wanted = { toProfile: 3, hasCertificate: true, network } as const;
  const profileChange = { ...change, toProfile: 3, step: "network-profile", network } as const;

  it.each([
    ["the charger has come by it already", { securityProfile: 3 } as const, wanted],
    ["it has no certificate", {}, { ...wanted, hasCertificate: false }],
    ["2.0.1 is told no network", {}, { ...wanted, network: undefined }],
  ])("does not begin where %s", (_why, fields, asked) => {
    const charger = aCharger({ connection, ...fields });

    expect(() => startProfileChange(charger, asked, START)).toThrow(
      expect.objectContaining({ code: "charger.profile-unfit" }),
    );
  });

  it("does not begin while the charger is away", () => {
    expect(() => startProfileChange(aCharger(), wanted, START)).toThrow(
      expect.objectContaining({ code: "charger.not-connected" }),
    );
  });

  it("goes from step to step, and then waits for the charger", () => {
    const second = profileOutcome(profileChange, { kind: "accepted" }, NOW);
    const third = profileOutcome(second, { kind: "accepted" }, NOW);
    const last = profileOutcome(third, { kind: "accepted" }, NOW);

    expect([second, third, last].map(({ step, state }) => [step, state])).toEqual([
      ["priority", "sent"],
      ["reset", "sent"],
      ["reset", "accepted"],
    ]);
  });

  it("goes no further than a step that may not have been carried out", () => {
    const unanswered = { kind: "unanswered" } as const;

    expect(profileOutcome(profileChange, unanswered, NOW)).toMatchObject({ state: "refused" });
    const reset = { ...profileChange, step: "reset" } as const;
    expect(profileOutcome(reset, unanswered, NOW)).toMatchObject({ state: "unanswered" });
  });
});
