import { RemovalPolicy } from "aws-cdk-lib";
import { AccountRecovery, FeaturePlan, Mfa, UserPool } from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import { PASSWORD_POLICY } from "./password-policy.ts";

/** Sign-in of drivers, apart from staff so that no mistake of configuration can make one the other. */
export class DriverPool extends Construct {
  readonly pool: UserPool;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.pool = new UserPool(this, "Pool", {
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: PASSWORD_POLICY,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this.pool,
      "A driver chooses whether to use a second factor; the account opens nothing but the driver's own charging.",
      "AwsSolutions-COG2",
    );
    acknowledge(
      this.pool,
      "Cognito's threat protection needs the Plus plan; detection is the platform's own.",
      "AwsSolutions-COG8",
    );
  }
}
