import { createHash } from "node:crypto";
import {
  type DynamoDBClientResolvedConfig,
  GetItemCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from "@aws-sdk/client-dynamodb";
import { DecryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { type AwsStub, mockClient } from "aws-sdk-client-mock";
import { toItem } from "#adapters/dynamodb/client.ts";

type DynamoStub = AwsStub<ServiceInputTypes, ServiceOutputTypes, DynamoDBClientResolvedConfig>;

const kms = mockClient(KMSClient);

/** A Vault in which every key is there, and a KMS that opens each for its owner: nobody else's context gives its bytes. */
export function vaultIn(dynamo: DynamoStub): void {
  kms.on(DecryptCommand).callsFake(({ EncryptionContext }) => ({
    Plaintext: createHash("sha256").update(JSON.stringify(EncryptionContext)).digest(),
  }));
  dynamo.on(GetItemCommand, { TableName: "Vault" }).callsFake(({ Key }) => {
    const [, subjectId, purpose] = String(Key.sk.S).split("#");
    const owner = { operatorId: Key.pk.S, subjectId, purpose };
    return { Item: toItem({ ...Key, ...owner, newest: 1, wrapped: { 1: "d3JhcHBlZA==" } }) };
  });
}
