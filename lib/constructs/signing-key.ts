import { RemovalPolicy } from "aws-cdk-lib";
import { type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";

/** A P-256 key that signs. Its private half never leaves KMS; a new one would be another key for others to know. */
export class SigningKey extends Key {
  constructor(
    scope: Construct,
    id: string,
    { description, alias }: { readonly description: string; readonly alias: string },
  ) {
    super(scope, id, {
      description,
      alias,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Lets a role sign, in the one way that verifiers know, and read the public half. */
  allowSigning(role: IGrantable): void {
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ["kms:Sign"],
        resources: [this.keyArn],
        conditions: { StringEquals: { "kms:SigningAlgorithm": "ECDSA_SHA_256" } },
      }),
    );
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ["kms:GetPublicKey"], resources: [this.keyArn] }),
    );
  }
}
