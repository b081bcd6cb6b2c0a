/** Reads the inside of `{{resolve:secretsmanager:<id>:SecretString:<key>:…}}` with the secrets that `secretString` gives. Throws for another service. */
export function resolveSecretReference(
  reference: string,
  secretString: (nameOrArn: string) => string,
): string {
  const [, secretId, jsonKey = ""] =
    /^secretsmanager:(.+?):SecretString(?::([^:]*))?(?::[^:]*)?(?::[^:]*)?$/.exec(reference) ?? [];
  if (secretId === undefined) {
    throw new Error(`The dynamic reference {{resolve:${reference}}} is not known here.`);
  }
  const value = secretString(secretId);
  if (jsonKey === "") return value;
  const member = (JSON.parse(value) as Readonly<Record<string, unknown>>)[jsonKey];
  if (member === undefined) throw new Error(`The secret ${secretId} has no key ${jsonKey}.`);
  return String(member);
}
