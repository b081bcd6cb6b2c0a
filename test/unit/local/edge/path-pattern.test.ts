import { describe, expect, it } from "vitest";
import { pathPattern } from "#local/edge/path-pattern.ts";

describe("a path pattern", () => {
  it.each([
    ["/v1/*", "/v1/sites", true],
    ["/v1/*", "/v1/", true],
    ["/v1/*", "/v1", false],
    ["/v1/*", "/V1/sites", false],
    ["/health", "/health", true],
    ["/health", "/health/", false],
    ["*.css", "/a/b.css", true],
    ["*.css", "/a/b_css", false],
    ["/a?c", "/abc", true],
    ["/a?c", "/ac", false],
    ["*", "/anything", true],
  ])("%s over %s is %s", (pattern, path, fits) => {
    expect(pathPattern(pattern)(path)).toBe(fits);
  });
});
