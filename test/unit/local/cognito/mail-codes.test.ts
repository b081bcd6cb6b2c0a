import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openCognitoDatabase } from "#local/cognito/database.ts";
import { type MailCodes, openMailCodes } from "#local/cognito/mail-codes.ts";

const EMAIL = "ada@demo-a.example";

let directory: string;
let database: DatabaseSync;
let codes: MailCodes;
let nowMs = 0;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "chargeward-codes-"));
  database = await openCognitoDatabase(directory);
  codes = openMailCodes(database, "staff", "key", () => nowMs);
});
afterEach(() => {
  database.close();
  rmSync(directory, { recursive: true });
});

/** Another code than this one. */
const not = (code: string): string => String((Number(code) + 1) % 100_000_000).padStart(8, "0");

it("counts once, whatever the case of the address and the spaces in the code", () => {
  const code = codes.issue("recovery", EMAIL);
  const spaced = `${code.slice(0, 4)} ${code.slice(4)}`;

  const answers = [1, 2].map(() => codes.redeem("recovery", "Ada@Demo-A.example", spaced));

  expect(answers).toEqual([true, false]);
});

it("counts no more after a quarter of an hour", () => {
  const code = codes.issue("recovery", EMAIL);
  nowMs += 15 * 60_000;

  expect(codes.redeem("recovery", EMAIL, code)).toBe(false);
});

it("counts no more after five wrong ones", () => {
  const code = codes.issue("recovery", EMAIL);
  for (let guess = 0; guess < 5; guess++) codes.redeem("recovery", EMAIL, not(code));

  expect(codes.redeem("recovery", EMAIL, code)).toBe(false);
});

it("counts no more once there is a newer one", () => {
  const first = codes.issue("recovery", EMAIL);
  let second = codes.issue("recovery", EMAIL);
  while (second === first) second = codes.issue("recovery", EMAIL);

  expect(codes.redeem("recovery", EMAIL, first)).toBe(false);
  expect(codes.redeem("recovery", EMAIL, second)).toBe(true);
});

it("counts for its purpose, its address and its pool alone", () => {
  const code = codes.issue("sign-up", EMAIL);
  const drivers = openMailCodes(database, "drivers", "key", () => nowMs);

  expect(codes.redeem("recovery", EMAIL, code)).toBe(false);
  expect(codes.redeem("sign-up", "bob@demo-a.example", code)).toBe(false);
  expect(drivers.redeem("sign-up", EMAIL, code)).toBe(false);
  expect(codes.redeem("sign-up", EMAIL, code)).toBe(true);
});

it("stands nowhere in the database in clear", () => {
  const code = codes.issue("recovery", EMAIL);

  const [row] = database.prepare("SELECT * FROM mail_code").all();

  expect(JSON.stringify(row)).not.toContain(code);
});
