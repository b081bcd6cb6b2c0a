import { expect, it } from "vitest";
import { maskedId } from "#domain/privacy/mask.ts";

it.each([
  ["DEMO-TAG-1", "•••• G-1"],
  ["04AB12CD34EF56", "•••• EF56"],
  ["AB12", "•••• 2"],
  ["AB", "••••"],
])("shows of %s no more than %s", (id, shown) => {
  const masked = maskedId(id);

  expect(masked).toBe(shown);
});
