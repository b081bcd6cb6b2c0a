import { describe, expect, it } from "vitest";
import { wanted } from "#web/portal/address.ts";

describe("the address of the portal", () => {
  it.each([
    ["/charge/", "", { kind: "nothing" }],
    ["/charge/index.html", "", { kind: "nothing" }],
    ["/charge/AbC-1", "", { kind: "connector", code: "AbC-1" }],
    ["/charge/AbC-1/", "", { kind: "connector", code: "AbC-1" }],
    ["/charge/", "?attempt=01A", { kind: "attempt", attemptId: "01A", isBack: false }],
    ["/charge/", "?attempt=01A&paid=1", { kind: "attempt", attemptId: "01A", isBack: true }],
  ])("%s%s", (pathname, search, asked) => {
    expect(wanted({ pathname, search })).toEqual(asked);
  });
});
