import { describe, expect, it } from "vitest";
import { programOf } from "#domain/access/program-of.ts";

describe("a sign-in", () => {
  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0",
      "Firefox on Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1",
      "Safari on iOS",
    ],
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/138.0 Safari/537.36 Edg/138.0",
      "Edge on Linux",
    ],
    ["curl/8.5.0", "curl"],
    ["jane.doe@example.org", "unknown"],
    ["", "unknown"],
  ])("by %j is one with the program %s", (userAgent, program) => {
    expect(programOf(userAgent)).toBe(program);
  });
});
