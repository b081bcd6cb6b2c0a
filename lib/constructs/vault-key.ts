import { RemovalPolicy } from "aws-cdk-lib";
import { type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { KeyPurpose } from "#contracts/key-purpose.ts";
import type { Stage } from "../settings.ts";

/** The operator in the tags of a REST function's session (constructs/tenant-role.ts). */
const OWN_OPERATOR = `\${aws:PrincipalTag/operatorId}`;

/** Which data keys somebody may have in clear: to open with, and where none is there yet, to make. */
export interface VaultUse {
  readonly opens: readonly KeyPurpose[];
  readonly makes?: readonly KeyPurpose[];
}

/** The key that wraps the data keys of subjects and operators; what they protect is never sent to it. */
export class VaultKey extends Key {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      description: "Chargeward: data keys of data subjects and operators",
      alias: `chargeward-${stage}-vault`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Lets a function use data keys for some purposes, of any operator. */
  allowUse(role: IGrantable, use: VaultUse): void {
    this.#allow(role, use, {});
  }

  /** Lets the session of an operator use that operator's data keys for some purposes. */
  allowTenantUse(role: IGrantable, use: VaultUse): void {
    this.#allow(role, use, { "kms:EncryptionContext:operatorId": OWN_OPERATOR });
  }

  #allow(role: IGrantable, { opens, makes = [] }: VaultUse, more: Record<string, string>): void {
    const purpose = "kms:EncryptionContext:purpose";
    this.#statement(role, ["kms:Decrypt"], { ...more, [purpose]: [...opens] });
    if (makes.length === 0) return;
    this.#statement(role, ["kms:GenerateDataKey"], { ...more, [purpose]: [...makes] });
  }

  #statement(
    role: IGrantable,
    actions: readonly string[],
    equals: Readonly<Record<string, string | string[]>>,
  ): void {
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [this.keyArn],
        conditions: { StringEquals: equals },
      }),
    );
  }
}
