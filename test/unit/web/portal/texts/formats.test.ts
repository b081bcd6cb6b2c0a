import { describe, expect, it } from "vitest";
import { clockTime, formatsOf } from "#web/portal/texts/formats.ts";

describe("the portal's figures", () => {
  it("are written as each language writes them, rates with their decimals", () => {
    const [tr, en] = [formatsOf("tr"), formatsOf("en")];

    expect(tr.money(123_456, "TRY")).toBe("₺1.234,56");
    expect(en.money(11.495, "EUR")).toBe("€0.11495");
    expect(tr.energyKwh(31_480)).toBe("31,48");
    expect(en.percent(2_000)).toBe("20%");
    expect(tr.percent(2_000)).toBe("%20");
  });

  it.each([
    [0, "0:00"],
    [59.9, "0:59"],
    [3_599, "59:59"],
    [3_600, "1:00:00"],
    [-5, "0:00"],
  ])("%d seconds are %s", (seconds, text) => {
    expect(clockTime(seconds)).toBe(text);
  });
});
