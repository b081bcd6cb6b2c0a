import { expect, it } from "vitest";
import { isFlapping, oneMoreTakeover } from "#domain/fleet/takeovers.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 10, minutes)).toISOString();

it("calls five takeovers within ten minutes flapping, and four not", () => {
  const first = oneMoreTakeover(undefined, at(0));

  const fourth = [1, 2, 3].reduce((before, minute) => oneMoreTakeover(before, at(minute)), first);
  const fifth = oneMoreTakeover(fourth, at(9));

  expect(fourth).toEqual({ since: at(0), count: 4 });
  expect([isFlapping(fourth), isFlapping(fifth)]).toEqual([false, true]);
});

it("begins to count anew after ten minutes", () => {
  const before = { since: at(0), count: 4 };

  const after = oneMoreTakeover(before, at(10));

  expect(after).toEqual({ since: at(10), count: 1 });
});
