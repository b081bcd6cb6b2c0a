import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { actingWith } from "#adapters/dynamodb/client.ts";
import { type BlindIndex, blindIndex } from "#adapters/kms/blind-index.ts";
import { fieldSealer } from "#adapters/kms/field-sealer.ts";
import { keyRing } from "#adapters/kms/key-ring.ts";
import { type SealPurpose, secretSealer } from "#adapters/kms/sealed-secret.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";

/** What it takes to store tokens and drivers as the functions do. */
export interface Privacy {
  readonly sealerOf: SealerOf;
  readonly indexOf: BlindIndex;
  /** Seals what an outside service knows an operator by. */
  readonly sealSecret: (operatorId: string, text: string, purpose: SealPurpose) => Promise<string>;
}

/** Does work with the Vault and the KMS that an environment names, outside of any function. */
export async function withPrivacy<T>(
  environment: Readonly<Record<string, string>>,
  work: (privacy: Privacy) => Promise<T>,
): Promise<T> {
  const place = {
    region: environment["AWS_REGION"] ?? "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  };
  const dynamo = new DynamoDBClient({
    ...place,
    endpoint: environment["AWS_ENDPOINT_URL_DYNAMODB"] ?? "",
  });
  const kms = new KMSClient({ ...place, endpoint: environment["AWS_ENDPOINT_URL_KMS"] ?? "" });
  const ring = keyRing({
    vaultTable: environment["VAULT_TABLE"] ?? "",
    keyArn: environment["VAULT_KEY_ARN"] ?? "",
    kms: () => kms,
  });
  try {
    return await actingWith(dynamo, () =>
      work({
        sealerOf: fieldSealer(ring),
        indexOf: blindIndex(ring),
        sealSecret: (operatorId, text, purpose) =>
          secretSealer(
            { operatorId },
            environment["CREDENTIAL_KEY_ARN"] ?? "",
            () => kms,
          )(text, purpose),
      }),
    );
  } finally {
    dynamo.destroy();
    kms.destroy();
  }
}
