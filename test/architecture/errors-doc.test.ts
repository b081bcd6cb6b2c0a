import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PROBLEMS } from "#functions/shared/problem-for.ts";

const text = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");
const rows = [...text.matchAll(/^\| `([a-z.-]+)` \| (\d{3}) \| .+ \|$/gm)];

describe("docs/errors.md", () => {
  it("explains every code that there is, with the status that REST answers, and no other", () => {
    const explained = Object.fromEntries(rows.map(([, code, status]) => [code, Number(status)]));
    const answered = Object.fromEntries(
      Object.entries(PROBLEMS).map(([code, { status }]) => [code, status]),
    );

    expect(rows.length).toBeGreaterThan(0);
    expect(explained).toEqual(answered);
  });

  it("explains a code once", () => {
    expect(new Set(rows.map(([, code]) => code)).size).toBe(rows.length);
  });
});
