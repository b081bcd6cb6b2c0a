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
  readonly #customerKeyArns: readonly string[];

  /** @param customerKeyArns KMS keys that operators brought; a session of an operator can use them for that operator only. */
  constructor(
    scope: Construct,
    id: string,
    {
      stage,
      customerKeyArns,
    }: { readonly stage: Stage; readonly customerKeyArns: readonly string[] },
  ) {
    super(scope, id, {
      description: "Chargeward: data keys of data subjects and operators",
      alias: `chargeward-${stage}-vault`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.#customerKeyArns = customerKeyArns;
  }

  /** Lets a function use data keys for some purposes, of any operator. */
  allowUse(role: IGrantable, use: VaultUse): void {
    this.#allow(role, use, {});
  }

  /** Lets the session of an operator use that operator's data keys for some purposes. */
  allowTenantUse(role: IGrantable, use: VaultUse): void {
    this.#allow(role, use, { "kms:EncryptionContext:operatorId": OWN_OPERATOR });
  }

  /** Lets a function wrap data keys anew for some purposes, of any operator. It sees none of them in clear for that. */
  allowRewrapping(role: IGrantable, purposes: readonly KeyPurpose[]): void {
    this.#statement(role, ["kms:ReEncryptFrom", "kms:ReEncryptTo"], {
      "kms:EncryptionContext:purpose": [...purposes],
    });
  }

  /** Lets the session of an operator try whether a key that the operator brings can be used. */
  allowTrying(role: IGrantable): void {
    if (this.#customerKeyArns.length === 0) return;
    const equals = {
      "kms:EncryptionContext:operatorId": OWN_OPERATOR,
      "kms:EncryptionContext:purpose": "trial",
    };
    this.#statement(role, ["kms:Decrypt", "kms:GenerateDataKey"], equals, this.#customerKeyArns);
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
    keyArns: readonly string[] = [this.keyArn, ...this.#customerKeyArns],
  ): void {
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [...keyArns],
        conditions: { StringEquals: equals },
      }),
    );
  }
}
