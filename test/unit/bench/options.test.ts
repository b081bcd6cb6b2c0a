import { expect, it } from "vitest";
import { parseBenchOptions } from "../../../bench/options.ts";

it("loads two hundred chargers of one operator for two minutes when nothing is said", () => {
  const options = parseBenchOptions([]);

  expect(options).toEqual({ chargers: 200, operators: 1, minutes: 2, loadOnly: false });
});

it("takes no more operators than there are chargers", () => {
  const { operators } = parseBenchOptions(["--chargers", "5", "--operators", "100"]);

  expect(operators).toBe(5);
});

it.each([
  [["--chargers", "0"], /--chargers wants a whole number above 0/],
  [["--operators", "1.5"], /--operators wants a whole number above 0/],
  [["--minutes", "no"], /--minutes wants a number above 0/],
  [["--minutes", "121"], /up to 120/],
])("refuses %j in a sentence", (args, sentence) => {
  expect(() => parseBenchOptions(args)).toThrow(sentence);
});
