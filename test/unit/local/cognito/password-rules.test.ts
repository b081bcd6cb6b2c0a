import { describe, expect, it } from "vitest";
import {
  breachedPasswordsOf,
  SHIPPED_BREACHED_PASSWORDS,
} from "#local/cognito/breached-passwords.ts";
import { passwordRules } from "#local/cognito/password-rules.ts";

const POLICY = {
  minimumLength: 14,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
};
const judge = passwordRules(POLICY, SHIPPED_BREACHED_PASSWORDS);
const EMAIL = "ada.lovelace@demo-a.example";

describe("a password that somebody sets", () => {
  it.each([
    ["Short-1", "at least 14 characters"],
    ["violet-tandem-4711", "an upper-case letter"],
    ["VIOLET-TANDEM-4711", "a lower-case letter"],
    ["Violet-Tandem-Bell", "a digit"],
    ["VioletTandem4711", "a symbol"],
    [`Violet-1${"x".repeat(300)}`, "too long"],
    ["Ada.Lovelace-1815!", "must not hold your email"],
    ["Password1234567!", "known from leaks"],
    ["P@ssw0rd12345678!", "known from leaks"],
    ["!!2024Superman2024", "known from leaks"],
    ["LetmeinLetmein-1234", "known from leaks"],
  ])("%s is refused", async (password, problem) => {
    expect(await judge(password, EMAIL)).toContain(problem);
  });

  it("is taken when nothing is wrong with it", async () => {
    expect(await judge("Violet-Tandem-4711", EMAIL)).toBeUndefined();
  });

  it("is not refused for an address that is too short to mean anything", async () => {
    expect(await judge("Violet-Tandem-4711", "a@demo-a.example")).toBeUndefined();
  });
});

describe("a list of breached passwords", () => {
  it("is loaded once, when it is first asked", async () => {
    let loads = 0;
    const breached = breachedPasswordsOf(async () => {
      loads++;
      return ["Tr0ub4dor"];
    });

    const answers = [await breached.holds("tr0ub4dor"), await breached.holds("violet")];

    expect(answers).toEqual([true, false]);
    expect(loads).toBe(1);
  });
});
