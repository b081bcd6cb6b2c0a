import { describe, expect, it } from "vitest";
import { generateSecretString } from "#local/secrets/generate-secret-string.ts";

describe("a secret made from GenerateSecretString", () => {
  it("has 32 characters of all four types unless told otherwise", () => {
    const secret = generateSecretString({});

    expect(secret).toHaveLength(32);
    for (const type of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) expect(secret).toMatch(type);
  });

  it("leaves out what the template excludes", () => {
    const secret = generateSecretString({
      PasswordLength: 4_000,
      ExcludePunctuation: true,
      ExcludeUppercase: "true",
      ExcludeCharacters: "abc012",
    });

    expect(secret).toMatch(/^[d-z3-9]{4000}$/);
  });

  it("is put into the template's JSON under the wanted key", () => {
    const secret = generateSecretString({
      SecretStringTemplate: '{"username":"edge"}',
      GenerateStringKey: "password",
      PasswordLength: 20,
    });

    expect(JSON.parse(secret)).toEqual({ username: "edge", password: expect.any(String) });
  });

  it("is another one each time", () => {
    expect(generateSecretString({})).not.toBe(generateSecretString({}));
  });

  it.each([
    { PasswordLength: 0 },
    { PasswordLength: 3 },
    {
      ExcludeLowercase: true,
      ExcludeUppercase: true,
      ExcludeNumbers: true,
      ExcludePunctuation: true,
    },
  ])("is refused where none can be made: %j", (properties) => {
    expect(() => generateSecretString(properties)).toThrow(/no password/);
  });
});
