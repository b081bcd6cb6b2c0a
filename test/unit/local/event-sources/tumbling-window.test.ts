import { describe, expect, it } from "vitest";
import { tumblingWindow } from "#local/event-sources/tumbling-window.ts";
import { aStreamRecord } from "#test/support/local/stream-records.ts";

const SOURCE = { sourceArn: "arn:aws:dynamodb:x", tableName: "Fleet" };
const HOUR = 1_767_225_600;

function recordAt(second: number) {
  const record = aStreamRecord(1);
  return { ...record, dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: second } };
}

describe("a tumbling window", () => {
  it("tells the shard, its beginning and its end, and the state of the call before", () => {
    const window = tumblingWindow(SOURCE, 900);

    const first = window.fieldsFor([recordAt(HOUR + 10)]);
    window.keep({ state: { seen: 1 } });
    const second = window.fieldsFor([recordAt(HOUR + 20)]);

    expect(first).toEqual({
      window: { start: "2026-01-01T00:00:00.000Z", end: "2026-01-01T00:15:00.000Z" },
      state: {},
      shardId: "shardId-00000001-Fleet",
      eventSourceARN: SOURCE.sourceArn,
      isFinalInvokeForWindow: false,
      isWindowTerminatedEarly: false,
    });
    expect(second).toEqual({ ...first, state: { seen: 1 } });
  });

  it("ends with a last call before the first record behind it, and the next one begins empty", () => {
    const window = tumblingWindow(SOURCE, 900);
    window.fieldsFor([recordAt(HOUR)]);
    window.keep({ state: { seen: 1 } });

    const none = window.finalFor([recordAt(HOUR + 899)]);
    const last = window.finalFor([recordAt(HOUR + 900)]);
    const next = window.fieldsFor([recordAt(HOUR + 900)]);

    expect(none).toBeUndefined();
    expect(last).toMatchObject({ isFinalInvokeForWindow: true, state: { seen: 1 } });
    expect(next).toMatchObject({
      state: {},
      window: { start: "2026-01-01T00:15:00.000Z" },
    });
  });

  it("takes an answer without a state for a failure, as Lambda does", () => {
    const window = tumblingWindow(SOURCE, 900);

    expect(() => window.keep({ batchItemFailures: [] })).toThrow("has no state");
  });
});
