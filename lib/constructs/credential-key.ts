import { RemovalPolicy } from "aws-cdk-lib";
import { type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { Stage } from "../settings.ts";

/** The operator in the tags of a REST function's session (constructs/tenant-role.ts). */
const OWN_OPERATOR = `\${aws:PrincipalTag/operatorId}`;

/** The key that seals what outside services know the operators by; nothing else is sealed with it. */
export class CredentialKey extends Key {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      description: "Chargeward: credentials of outside services",
      alias: `chargeward-${stage}-credentials`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Lets the session of an operator seal for that operator, and open nothing. */
  allowSealing(role: IGrantable): void {
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ["kms:Encrypt"],
        resources: [this.keyArn],
        conditions: { StringEquals: { "kms:EncryptionContext:operatorId": OWN_OPERATOR } },
      }),
    );
  }

  /** Lets the session of an operator seal what drivers' browsers bring, for that operator, and open nothing. */
  allowSealingTokens(role: IGrantable): void {
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ["kms:Encrypt"],
        resources: [this.keyArn],
        conditions: {
          StringEquals: {
            "kms:EncryptionContext:operatorId": OWN_OPERATOR,
            "kms:EncryptionContext:purpose": "adhoc-token",
          },
        },
      }),
    );
  }

  /** Lets the session of an operator open what was sealed for an integration of that operator. */
  allowTenantOpening(role: IGrantable): void {
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ["kms:Decrypt"],
        resources: [this.keyArn],
        conditions: {
          StringEquals: {
            "kms:EncryptionContext:operatorId": OWN_OPERATOR,
            "kms:EncryptionContext:purpose": "integration",
          },
        },
      }),
    );
  }

  /** Lets the canary seal and open its own credential, and no other. */
  allowCanary(role: IGrantable, operatorId: string): void {
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ["kms:Decrypt", "kms:Encrypt"],
        resources: [this.keyArn],
        conditions: {
          StringEquals: {
            "kms:EncryptionContext:operatorId": operatorId,
            "kms:EncryptionContext:purpose": "canary",
          },
        },
      }),
    );
  }

  /** Lets a function open what was sealed for one purpose, of any operator. */
  allowOpening(role: IGrantable, purpose: "adhoc-token" | "webhook" | "integration"): void {
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ["kms:Decrypt"],
        resources: [this.keyArn],
        conditions: { StringEquals: { "kms:EncryptionContext:purpose": purpose } },
      }),
    );
  }
}
