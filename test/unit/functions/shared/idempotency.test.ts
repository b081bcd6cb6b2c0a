import { describe, expect, it } from "vitest";
import type { RememberedWriteStore } from "#adapters/dynamodb/remembered-write-store.ts";
import { doOnce, type RepeatableWrite } from "#functions/shared/idempotency.ts";
import { memoryRememberedWrites } from "#test/support/rest-gate.ts";

const WRITE: RepeatableWrite = {
  scope: "demo-a",
  subject: "admin",
  idempotencyKey: "a-key-of-the-client",
  method: "POST",
  path: "/v1/operators/demo-a/chargers",
  body: '{"password":"correct-horse-battery"}',
  startedAt: "2026-03-01T10:00:00.000Z",
  shownOnce: ["password"],
};
const ANSWER = { status: 201, headers: {}, body: '{"chargerId":"CP-1","password":"s3cr3t"}' };

/** A store that also keeps a record of everything it was told. */
function watched(store: RememberedWriteStore) {
  const told: unknown[] = [];
  const watch =
    <A extends readonly unknown[], R>(does: (...given: A) => R) =>
    (...given: A): R => {
      told.push(given);
      return does(...given);
    };
  return {
    told,
    store: {
      begin: watch(store.begin),
      finish: watch(store.finish),
      forget: watch(store.forget),
    },
  };
}

describe("doOnce", () => {
  it("tells the store neither the key, nor the body, nor the answer", async () => {
    const { store, told } = watched(memoryRememberedWrites());

    await doOnce(store, WRITE, async () => ANSWER);

    const text = JSON.stringify(told);
    expect(told.length).toBeGreaterThan(1);
    for (const secret of ["CP-1", "correct-horse-battery", "s3cr3t", WRITE.idempotencyKey]) {
      expect(text).not.toContain(secret);
    }
  });

  it("refuses a repetition while the first is still under way", async () => {
    const store = memoryRememberedWrites();
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = doOnce(store, WRITE, async () => {
      await promise;
      return ANSWER;
    });

    const second = doOnce(store, WRITE, async () => ANSWER);

    await expect(second).rejects.toMatchObject({ code: "request.conflict" });
    resolve();
    expect(await first).toMatchObject({ status: 201, isReplay: false });
  });

  it("forgets a write that failed", async () => {
    const store = memoryRememberedWrites();
    const failed = doOnce(store, WRITE, async () => {
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");

    const again = await doOnce(store, WRITE, async () => ANSWER);

    expect(again.isReplay).toBe(false);
  });
});
