import { describe, expect, it } from "vitest";
import { resolveSecretReference } from "#local/assembly/dynamic-reference.ts";

const ARN = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:Origin";
const secrets = (nameOrArn: string): string =>
  nameOrArn === ARN ? "plain" : nameOrArn === "Json" ? '{"user":"u"}' : "";

describe("a dynamic reference", () => {
  it.each([
    [`secretsmanager:${ARN}:SecretString:::`, "plain"],
    [`secretsmanager:${ARN}:SecretString`, "plain"],
    ["secretsmanager:Json:SecretString:user::", "u"],
  ])("resolves %s", (reference, value) => {
    expect(resolveSecretReference(reference, secrets)).toBe(value);
  });

  it("stops at a service that is not known, naming the reference", () => {
    expect(() => resolveSecretReference("ssm:/name", secrets)).toThrow(/resolve:ssm:\/name/);
  });

  it("stops at a key that the secret does not have", () => {
    const missing = () =>
      resolveSecretReference("secretsmanager:Json:SecretString:gone::", secrets);

    expect(missing).toThrow(/no key gone/);
  });
});
