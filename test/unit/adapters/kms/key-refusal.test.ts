import { expect, it } from "vitest";
import { keyRefusal } from "#adapters/kms/key-refusal.ts";

const named = (name: string) => Object.assign(new Error("arn:aws:kms:secret-detail"), { name });

it.each([
  ["ThrottlingException", "privacy.throttled"],
  ["AccessDeniedException", "privacy.key-denied"],
  ["DisabledException", "privacy.key-denied"],
  ["KMSInvalidStateException", "privacy.key-denied"],
  ["InvalidCiphertextException", "privacy.envelope-refused"],
  ["KMSInternalException", "privacy.unavailable"],
  ["TimeoutError", "privacy.unavailable"],
])("says of %s that it is %s, without KMS's own words", (name, code) => {
  const refusal = keyRefusal(named(name));

  expect(refusal.code).toBe(code);
  expect(refusal.message).not.toContain("secret-detail");
});
