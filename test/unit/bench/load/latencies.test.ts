import { expect, it } from "vitest";
import { createLatencies, percentile } from "../../../../bench/load/latencies.ts";

it("takes the nearest rank that enough values are not above", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

  expect(percentile(hundred, 50)).toBe(50);
  expect(percentile(hundred, 99)).toBe(99);
  expect(percentile([7], 99)).toBe(7);
  expect(percentile([], 50)).toBe(0);
});

it("tells actions apart and all of them together, whatever order the calls came in", () => {
  const latencies = createLatencies();

  for (const durationMs of [30, 10, 20]) latencies.add("Heartbeat", durationMs);
  latencies.add("Authorize", 100);

  expect(latencies.byAction()["Heartbeat"]).toMatchObject({ count: 3, p50Ms: 20, maximumMs: 30 });
  expect(latencies.all()).toMatchObject({ count: 4, p50Ms: 20, maximumMs: 100 });
});
