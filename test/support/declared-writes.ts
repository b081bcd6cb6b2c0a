import { afterAll, expect } from "vitest";
import { DATA_MAP, undeclared } from "#domain/privacy/data-map.ts";
import { watchWrites } from "./written-items.ts";

const TABLES = new Set(DATA_MAP.map(({ table }) => table));
const found = new Set<string>();

watchWrites((item) => {
  if (!TABLES.has(item.table)) return;
  for (const what of undeclared(item)) found.add(what);
});

/** Whatever a test writes into the platform's tables must stand in domain/privacy/data-map.ts. */
afterAll(() => {
  expect([...found], "written, but declared nowhere in the data map").toEqual([]);
});
