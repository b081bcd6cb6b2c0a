import { expect, it } from "vitest";
import { journalMonth } from "../../../../bench/cost/journal-month.ts";

const NOTHING = { readings: 0, sessions: 0, statuses: 0, reconnects: 0, recordedHeartbeats: 0 };

it("has no page for a heartbeat, but a call", async () => {
  const { pages, invocations } = await journalMonth({ ...NOTHING, recordedHeartbeats: 7 });

  expect([pages, invocations]).toEqual([0, 7]);
});

it("gathers five readings into a page that nothing leads to", async () => {
  const { pages, writeUnits } = await journalMonth({ ...NOTHING, readings: 50 });

  expect([pages, writeUnits]).toEqual([10, 10]);
});

it("pays twice for a page that a charger leads to, and for what leads there", async () => {
  const { pages, writeUnits } = await journalMonth({ ...NOTHING, statuses: 1 });

  expect([pages, writeUnits]).toEqual([1, 4]);
});
