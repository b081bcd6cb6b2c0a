import { expect, it, vi } from "vitest";
import { rememberingProofs } from "#adapters/credentials/remembered-proofs.ts";

const RIGHT = Buffer.from("right");
const WRONG = Buffer.from("wrong");
const credential = { salt: "c2FsdA==", hashes: ["hash"], changedAt: "2026-03-01T10:00:00.000Z" };
const given = () => {
  const verify = vi.fn(async (sent: Buffer | undefined) => sent?.equals(RIGHT) ?? false);
  return { verify, proves: rememberingProofs(verify) };
};

it("hashes a right password once", async () => {
  const { verify, proves } = given();

  expect([await proves(RIGHT, credential), await proves(RIGHT, credential)]).toEqual([true, true]);

  expect(verify).toHaveBeenCalledOnce();
});

it("hashes a wrong, a missing and an unknown charger's password every time", async () => {
  const { verify, proves } = given();
  await proves(RIGHT, credential);

  for (const _ of [1, 2]) {
    expect(await proves(WRONG, credential)).toBe(false);
    expect(await proves(undefined, credential)).toBe(false);
    await proves(RIGHT, undefined);
  }

  expect(verify).toHaveBeenCalledTimes(7);
});

it("forgets a password that was changed", async () => {
  const { verify, proves } = given();
  await proves(RIGHT, credential);

  await proves(RIGHT, { ...credential, hashes: ["another"] });

  expect(verify).toHaveBeenCalledTimes(2);
});
