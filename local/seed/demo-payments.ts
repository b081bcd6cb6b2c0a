import { EncryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { fingerprintOf } from "#adapters/credentials/fingerprint.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { type Integration, PSP_INTEGRATION_ID } from "#domain/integrations/integration.ts";
import type { SeedOptions } from "../services.ts";
import { SEED_ACTOR, type SeedItem } from "./demo-items.ts";

/** Connects demo operators to the stand-in of the payment service, each to an account of its own. */
export async function demoPayments(
  { environment, psp }: Pick<SeedOptions, "environment" | "psp">,
  operatorIds: readonly string[],
  now: string,
): Promise<readonly SeedItem[]> {
  const kms = new KMSClient({
    region: environment["AWS_REGION"] ?? "eu-west-1",
    endpoint: environment["AWS_ENDPOINT_URL_KMS"] ?? "",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const connected = async (operatorId: string): Promise<SeedItem> => {
    const { secretKey, webhookSecret } = await psp.ensureAccount(operatorId);
    const secret = JSON.stringify({ secretKey, webhookSecret });
    const { CiphertextBlob = new Uint8Array() } = await kms.send(
      new EncryptCommand({
        KeyId: environment["CREDENTIAL_KEY_ARN"] ?? "",
        Plaintext: Buffer.from(secret, "utf8"),
        EncryptionContext: { operatorId, purpose: "integration", itemId: PSP_INTEGRATION_ID },
      }),
    );
    const integration: Integration = {
      operatorId,
      integrationId: PSP_INTEGRATION_ID,
      kind: "psp",
      name: "Stripe (stand-in)",
      owner: "Finance",
      scopes: ["checkout", "capture", "refund"],
      credential: {
        sealed: Buffer.from(CiphertextBlob).toString("base64"),
        fingerprint: fingerprintOf(secret, operatorId, PSP_INTEGRATION_ID),
        setAt: now,
        setBy: SEED_ACTOR.changedBy,
      },
      enabled: true,
      createdAt: now,
      updatedAt: now,
      version: 1,
    };
    const key = keys.integration(operatorId, PSP_INTEGRATION_ID);
    return { table: "DIRECTORY_TABLE", item: { ...key, ...integration, ...SEED_ACTOR } };
  };
  try {
    return await Promise.all(operatorIds.map(connected));
  } finally {
    kms.destroy();
  }
}
