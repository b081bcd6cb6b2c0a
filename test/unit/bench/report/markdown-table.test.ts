import { expect, it } from "vitest";
import { figure, markdownTable } from "../../../../bench/report/markdown-table.ts";

it("aligns the numbers behind the first column to the right", () => {
  const table = markdownTable(["action", "calls"], [["Heartbeat", figure(1_234)]]);

  expect(table).toBe("| action | calls |\n| --- | ---: |\n| Heartbeat | 1,234 |");
});

it("writes a number with the digits that were asked for", () => {
  expect(figure(0.05984, 4)).toBe("0.0598");
});
