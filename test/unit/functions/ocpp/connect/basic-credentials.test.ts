import { expect, it } from "vitest";
import { basicCredentials } from "#functions/ocpp/connect/basic-credentials.ts";

const basic = (bytes: Buffer) => `Basic ${bytes.toString("base64")}`;

it("splits at the first colon, so that a password may hold one", () => {
  const credentials = basicCredentials(basic(Buffer.from("CP-1:pass:word")));

  expect(credentials?.user.toString()).toBe("CP-1");
  expect(credentials?.password.toString()).toBe("pass:word");
});

it("keeps a password's bytes that are no text", () => {
  const password = Buffer.from([0x00, 0xff, 0x3a, 0xfe]);

  const credentials = basicCredentials(basic(Buffer.concat([Buffer.from("CP-1:"), password])));

  expect(credentials?.password).toEqual(password);
});

it("takes the scheme in any case and more than one space", () => {
  expect(basicCredentials(`bASIC   ${btoa("CP-1:secret")}`)?.user.toString()).toBe("CP-1");
});

it.each([
  ["no header", undefined],
  ["an empty header", ""],
  ["another scheme", `Bearer ${btoa("CP-1:secret")}`],
  ["no value", "Basic"],
  ["what is not base64", "Basic CP-1:secret"],
  ["a value without colon", `Basic ${btoa("CP-1")}`],
  ["two values", `Basic ${btoa("CP-1:a")}, Basic ${btoa("CP-1:b")}`],
])("reads nothing from %s", (_what, header) => {
  expect(basicCredentials(header)).toBeUndefined();
});
