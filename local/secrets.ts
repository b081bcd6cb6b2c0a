import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { AwsServiceError, type JsonObject, startAwsJsonServer } from "./aws-json-server.ts";
import { readPrivateJson, writePrivateJson } from "./private-file.ts";
import { generateSecretString } from "./secrets/generate-secret-string.ts";
import type { SecretDefinition, SecretsOptions, SecretsService } from "./services.ts";

interface StoredSecret {
  readonly versionId: string;
  readonly createdAt: string;
  readonly value: string;
}

type StoredSecrets = Record<string, StoredSecret>;

function firstValue(definition: SecretDefinition): StoredSecret {
  return {
    versionId: randomUUID(),
    createdAt: new Date().toISOString(),
    value: definition.secretString ?? generateSecretString(definition.generate ?? {}),
  };
}

/** Secrets Manager for reading: each secret's value is made at the first start and kept in a file of mode 600. */
export async function startSecrets(options: SecretsOptions): Promise<SecretsService> {
  const path = join(options.dataDir, "secrets.json");
  const known = (await readPrivateJson<StoredSecrets>(path)) ?? {};
  const missing = options.secrets.filter(({ name }) => !Object.hasOwn(known, name));
  const stored: StoredSecrets = {
    ...known,
    ...Object.fromEntries(missing.map((definition) => [definition.name, firstValue(definition)])),
  };
  if (missing.length > 0) await writePrivateJson(path, stored);

  function find(nameOrArn: unknown): { definition: SecretDefinition; secret: StoredSecret } {
    const definition = options.secrets.find(
      ({ name, arn }) => name === nameOrArn || arn === nameOrArn,
    );
    const secret = definition && stored[definition.name];
    if (definition === undefined || secret === undefined) {
      throw new AwsServiceError(
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret.",
      );
    }
    return { definition, secret };
  }

  function getSecretValue({ SecretId, VersionId, VersionStage }: JsonObject): JsonObject {
    const { definition, secret } = find(SecretId);
    const otherVersion = VersionId !== undefined && VersionId !== secret.versionId;
    const otherStage = VersionStage !== undefined && VersionStage !== "AWSCURRENT";
    if (otherVersion || otherStage) {
      throw new AwsServiceError("ResourceNotFoundException", "The secret has no such version.");
    }
    return {
      ARN: definition.arn,
      Name: definition.name,
      VersionId: secret.versionId,
      SecretString: secret.value,
      VersionStages: ["AWSCURRENT"],
      CreatedDate: Date.parse(secret.createdAt) / 1000,
    };
  }

  function describeSecret({ SecretId }: JsonObject): JsonObject {
    const { definition, secret } = find(SecretId);
    return {
      ARN: definition.arn,
      Name: definition.name,
      CreatedDate: Date.parse(secret.createdAt) / 1000,
      VersionIdsToStages: { [secret.versionId]: ["AWSCURRENT"] },
    };
  }

  const server = await startAwsJsonServer({
    name: "Secrets Manager",
    targetPrefix: "secretsmanager",
    operations: { GetSecretValue: getSecretValue, DescribeSecret: describeSecret },
    port: options.port,
  });
  return { ...server, secretString: (nameOrArn) => find(nameOrArn).secret.value };
}
