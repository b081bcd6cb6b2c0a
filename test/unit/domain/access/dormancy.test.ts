import { describe, expect, it } from "vitest";
import { type AccountUse, dormancyOf } from "#domain/access/dormancy.ts";
import { at, NOW } from "./builders.ts";

const DAY = 86_400;
const OLD = at(-400 * DAY);

describe("an account", () => {
  it.each<[string, AccountUse, string]>([
    ["used today", { createdAt: OLD, lastUsedAt: NOW }, "active"],
    ["used 37 days ago", { createdAt: OLD, lastUsedAt: at(-37 * DAY) }, "active"],
    ["used 38 days ago", { createdAt: OLD, lastUsedAt: at(-38 * DAY) }, "soon-dormant"],
    [
      "used a second less than 45 days ago",
      { createdAt: OLD, lastUsedAt: at(1 - 45 * DAY) },
      "soon-dormant",
    ],
    ["used 45 days ago", { createdAt: OLD, lastUsedAt: at(-45 * DAY) }, "dormant"],
    ["never used", { createdAt: at(-45 * DAY) }, "dormant"],
    ["new and not used yet", { createdAt: NOW }, "active"],
    [
      "let live again yesterday",
      { createdAt: OLD, lastUsedAt: OLD, enabledAt: at(-DAY) },
      "active",
    ],
    ["of which nobody can read the last use", { createdAt: OLD, lastUsedAt: "?" }, "dormant"],
  ])("%s is %s", (_, use, state) => {
    expect(dormancyOf(use, NOW).state).toBe(state);
  });

  it("says when it will be disabled", () => {
    expect(dormancyOf({ createdAt: NOW }, NOW).disableAt).toBe(at(45 * DAY));
  });
});
