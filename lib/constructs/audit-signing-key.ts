import { RemovalPolicy } from "aws-cdk-lib";
import { type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { Stage } from "../settings.ts";

/** Signs what the audit journal claims. Its private half never leaves KMS; a new one would be another key for auditors to know. */
export class AuditSigningKey extends Key {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      description: "Chargeward: anchors and exports of the audit journal",
      alias: `chargeward-${stage}-audit`,
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
