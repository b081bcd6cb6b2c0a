import { RemovalPolicy } from "aws-cdk-lib";
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
} from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import type { Settings } from "../settings.ts";
import { addAppClient } from "./app-client.ts";
import { PASSWORD_POLICY } from "./password-policy.ts";
import { addSignInPages } from "./sign-in-pages.ts";
import { protectAgainstThreats } from "./threat-protection.ts";

/** Sign-in of drivers, apart from staff so that no mistake of configuration can make one the other. */
export class DriverPool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly signInUrl: string;
  /** Origins that a page calls to sign somebody in. */
  readonly signInOrigins: readonly string[];

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.pool = new UserPool(this, "Pool", {
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
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
    protectAgainstThreats(this.pool);
    this.client = addAppClient(this.pool, "Portal", `${settings.appUrl}/charge/`);
    const prefix = `chargeward-${settings.stage}-drivers`;
    const pages = addSignInPages(this.pool, this.client, prefix);
    this.signInUrl = pages.url;
    this.signInOrigins = pages.origins;
    acknowledge(
      this.pool,
      "A driver chooses whether to use a second factor; the account opens nothing but the driver's own charging.",
      "AwsSolutions-COG2",
    );
  }
}
