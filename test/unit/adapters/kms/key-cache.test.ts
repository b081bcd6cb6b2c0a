import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { type HeldKeys, keyCache } from "#adapters/kms/key-cache.ts";

const AGE_MS = 45_000;

function world(bounds: { readonly keys?: number; readonly usesOfAKey?: number } = {}) {
  let now = 0;
  const loaded: Uint8Array[] = [];
  const cache = keyCache({ keys: 10, usesOfAKey: 100, ...bounds, nowMs: () => now });
  const load = async (): Promise<HeldKeys> => {
    const key = new Uint8Array(32).fill(7);
    loaded.push(key);
    return { record: {} as HeldKeys["record"], clear: new Map([[1, Promise.resolve(key)]]) };
  };
  const use = (name = "a") => cache.use(name, AGE_MS, load, async () => undefined);
  const pass = (ms: number) => {
    now += ms;
  };
  return { cache, use, load, loaded, pass };
}

it("loads a key once while it lives", async () => {
  const { use, loaded, pass } = world();

  await use();
  pass(AGE_MS - 1);
  await use();

  expect(loaded).toHaveLength(1);
});

it("wipes a key whose time is over", async () => {
  const { use, loaded, pass } = world();
  await use();

  pass(AGE_MS);
  await use();
  await setImmediate();

  expect(loaded).toHaveLength(2);
  expect(loaded[0]?.every((byte) => byte === 0)).toBe(true);
  expect(loaded[1]?.every((byte) => byte === 7)).toBe(true);
});

it("wipes a key that was used as often as it may be", async () => {
  const { use, loaded } = world({ usesOfAKey: 2 });

  for (let count = 0; count < 3; count++) await use();
  await setImmediate();

  expect(loaded).toHaveLength(2);
  expect(loaded[0]?.every((byte) => byte === 0)).toBe(true);
});

it("drops the key that was used least recently when there are too many", async () => {
  const { use, loaded, cache } = world({ keys: 2 });
  await use("a");
  await use("b");
  await use("a");

  await use("c");
  await setImmediate();

  expect(cache.size()).toBe(2);
  expect(loaded.map(([first]) => first)).toEqual([7, 0, 7]);
});

it("wipes no key that somebody works with", async () => {
  const { cache, load, loaded } = world();
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const working = cache.use("a", AGE_MS, load, () => done);
  await setImmediate();

  cache.drop("a");
  await setImmediate();
  const whileWorking = loaded[0]?.[0];
  resolve();
  await working;
  await setImmediate();

  expect(whileWorking).toBe(7);
  expect(loaded[0]?.[0]).toBe(0);
});

it("remembers no failure", async () => {
  const { cache, use, loaded } = world();
  const failing = cache.use(
    "a",
    AGE_MS,
    () => Promise.reject(new Error("KMS is away")),
    async () => undefined,
  );

  await expect(failing).rejects.toThrow("KMS is away");
  await use();

  expect(loaded).toHaveLength(1);
});
