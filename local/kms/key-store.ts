import { AwsServiceError } from "../aws-json-server.ts";
import { readPrivateJson, writePrivateJson } from "../private-file.ts";
import type { KeyDefinition } from "../services.ts";
import { newKeyMaterial } from "./key-material.ts";

/** A key of the template with its secret bytes. */
export interface KmsKey extends KeyDefinition {
  readonly material: Buffer;
  readonly createdAt: string;
}

/** Finds a key by its id, ARN, alias or alias ARN, for a usage if one is given; throws as KMS does. */
export type FindKey = (reference: unknown, usage?: string) => KmsKey;

interface StoredKey {
  readonly material: string;
  readonly createdAt: string;
}

/** Loads the template's keys from a file of mode 600; keys that are new in the template are made and kept. */
export async function openKeyStore(
  path: string,
  definitions: readonly KeyDefinition[],
): Promise<FindKey> {
  const known = (await readPrivateJson<Record<string, StoredKey>>(path)) ?? {};
  const missing = definitions.filter(({ keyId }) => !Object.hasOwn(known, keyId));
  const createdAt = new Date().toISOString();
  const made = missing.map(({ keyId, keySpec }): [string, StoredKey] => [
    keyId,
    { material: newKeyMaterial(keySpec).toString("base64"), createdAt },
  ]);
  const stored = { ...known, ...Object.fromEntries(made) };
  if (made.length > 0) await writePrivateJson(path, stored);

  const byReference = new Map<string, KmsKey>();
  for (const definition of definitions) {
    const { material, createdAt } = stored[definition.keyId] ?? { material: "", createdAt: "" };
    const key: KmsKey = { ...definition, createdAt, material: Buffer.from(material, "base64") };
    const aliasArns = key.aliases.map((alias) => key.arn.replace(/:key\/.*$/, `:${alias}`));
    for (const name of [key.keyId, key.arn, ...key.aliases, ...aliasArns])
      byReference.set(name, key);
  }

  return (reference, usage) => {
    const key = byReference.get(String(reference));
    if (key === undefined) {
      throw new AwsServiceError("NotFoundException", `Key '${String(reference)}' does not exist`);
    }
    if (usage !== undefined && key.keyUsage !== usage) {
      throw new AwsServiceError(
        "InvalidKeyUsageException",
        `${key.arn} is for ${key.keyUsage}, which does not allow this operation.`,
      );
    }
    return key;
  };
}
