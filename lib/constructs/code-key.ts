import { RemovalPolicy } from "aws-cdk-lib";
import { type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { Stage } from "../settings.ts";

/**
 * The key from which the sealing of codes on stickers, and of handles of drivers without an account, is derived. It never
 * leaves KMS; a new one would make every sticker a stranger.
 */
export class CodeKey extends Key {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      description: "Chargeward: codes of connectors",
      alias: `chargeward-${stage}-codes`,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Lets a function seal and open codes of every operator: which one a code is of, only the opened code tells. */
  allowSealing(role: IGrantable): void {
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ["kms:GenerateMac"],
        resources: [this.keyArn],
        conditions: { StringEquals: { "kms:MacAlgorithm": "HMAC_SHA_256" } },
      }),
    );
  }
}
