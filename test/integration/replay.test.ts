import "#test/support/environment.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTables } from "#test/support/dynamodb.ts";
import { startCredentialKey } from "#test/support/kms.ts";

const SESSIONS = 60;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  stops.push((await startTables()).stop, (await startCredentialKey()).stop);
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

it("bills what really happened, whatever went wrong on the way, and nothing twice", async () => {
  const { runReplay } = await import("#tools/replay/run-replay.ts");

  const { wrong, stored, verdicts, counts } = await runReplay(SESSIONS, 2026);

  expect(wrong).toEqual([]);
  expect(stored).toBe(SESSIONS);
  expect(verdicts["ocpp1.6"].exact + verdicts["ocpp1.6"].flagged).toBe(SESSIONS / 2);
  expect(verdicts["ocpp1.6"].exact).toBeGreaterThan(SESSIONS / 3);
  expect(verdicts["ocpp2.0.1"].exact).toBeGreaterThan(SESSIONS / 3);
  expect(counts.size).toBeGreaterThan(8);
});
