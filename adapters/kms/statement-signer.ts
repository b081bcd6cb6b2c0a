import { createHash } from "node:crypto";
import { GetPublicKeyCommand, KMSClient, SignCommand } from "@aws-sdk/client-kms";
import type { SignStatement } from "#domain/audit/seal.ts";
import { statementText } from "#domain/audit/statement.ts";
import { actingCredentials } from "../dynamodb/client.ts";

/** Signs statements with a key that never leaves KMS, in the name of the work at hand. */
export function statementSigner(keyArn: string): SignStatement {
  return async (made) => {
    const kms = new KMSClient({ credentials: actingCredentials() });
    const statement = statementText(made);
    const [{ Signature }, { PublicKey }] = await Promise.all([
      kms.send(
        new SignCommand({
          KeyId: keyArn,
          Message: Buffer.from(statement),
          MessageType: "RAW",
          SigningAlgorithm: "ECDSA_SHA_256",
        }),
      ),
      kms.send(new GetPublicKeyCommand({ KeyId: keyArn })),
    ]);
    if (!Signature || !PublicKey) throw new Error("KMS gave no signature");
    return {
      signed: {
        statement,
        signature: Buffer.from(Signature).toString("base64"),
        key: createHash("sha256").update(PublicKey).digest("hex"),
      },
      publicKey: Buffer.from(PublicKey).toString("base64"),
    };
  };
}
