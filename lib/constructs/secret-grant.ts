import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { PlatformFunction } from "./platform-function.ts";
import { grantKeyThrough } from "./table-grants.ts";

/** Lets a function read one secret. */
export function grantSecret(handler: PlatformFunction, secret: Secret, key: IKey): void {
  handler.allow("secretsmanager:GetSecretValue", secret.secretArn);
  grantKeyThrough(handler.lambda, key, "secretsmanager", ["kms:Decrypt"]);
}
