import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { conformanceOf } from "#domain/fleet/conformance.ts";
import { DEVIATION_KINDS } from "#ocpp/normalise/deviation.ts";

const NOW = "2026-11-20T00:00:00.000Z";
const page = readFileSync(new URL("../../docs/ocpp.md", import.meta.url), "utf8");

/** The cells of the table of kinds. */
const rows = page
  .split("## What chargers get wrong\n")[1]
  ?.split("\n## ")[0]
  ?.split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")))
  .map(([, kind = "", , outcome = "", weight = ""]) => ({ kind, outcome, weight }));

describe("the table of deviations in docs/ocpp.md", () => {
  it("has every kind once, and no other", () => {
    expect(rows?.map(({ kind }) => kind)).toEqual(Object.keys(DEVIATION_KINDS).toSorted());
  });

  it.each(rows ?? [])("says what becomes of $kind, and what it takes from the score", (row) => {
    const { kind, outcome, weight } = row;
    const days = { [`Heartbeat:${kind}`]: NOW };

    const loss = kind in DEVIATION_KINDS && Reflect.get(DEVIATION_KINDS, kind);
    expect(outcome.slice(0, 4)).toBe(loss);
    expect(100 - conformanceOf(days, NOW, () => false).score).toBe(Number(weight));
  });
});
