import { describe, expect, it } from "vitest";
import { conformanceOf, losesMeaning } from "#domain/fleet/conformance.ts";
import { DEVIATION_KINDS } from "#ocpp/normalise/deviation.ts";

const NOW = "2026-11-20T10:00:00.000Z";
const nothingKnown = () => false;

describe("the conformance of a charger", () => {
  it("is whole where nothing was ever wrong", () => {
    expect(conformanceOf({}, NOW, nothingKnown)).toEqual({ score: 100, flags: [] });
  });

  it.each([
    ["Heartbeat:message-id-number", "2026-11-20", 98],
    ["Heartbeat:too-long", "2026-11-20", 95],
    ["Heartbeat:refused", "2026-11-20", 90],
    ["Heartbeat:refused", "2026-11-05", 95],
    ["Heartbeat:refused", "2026-10-21", 100],
    ["Heartbeat:refused", "2026-11-21", 90],
  ])("with %s on %s is %d", (key, day, score) => {
    expect(conformanceOf({ [key]: day }, NOW, nothingKnown).score).toBe(score);
  });

  it("is never below nothing", () => {
    const days = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`Action${index}:refused`, "2026-11-20"]),
    );

    expect(conformanceOf(days, NOW, nothingKnown).score).toBe(0);
  });

  it("is not lowered by what its make is known for, which is flagged all the same", () => {
    const days = { "MeterValues:unknown-value": "2026-11-20", "Heartbeat:padded": "2026-11-20" };

    const { score, flags } = conformanceOf(days, NOW, ({ kind }) => kind === "unknown-value");

    expect({ score, flags }).toEqual({ score: 98, flags: ["money-message-repaired"] });
  });

  it("judges the kinds of deviation as the reading of messages does", () => {
    const losing = Object.keys(DEVIATION_KINDS).filter(losesMeaning);

    const expected = Object.entries(DEVIATION_KINDS).filter(([, loss]) => loss === "lost");
    expect(losing).toEqual(expected.map(([kind]) => kind));
  });
});
