import { RemovalPolicy } from "aws-cdk-lib";
import {
  AccountRecovery,
  type CfnUserPool,
  FeaturePlan,
  Mfa,
  PasskeyUserVerification,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
} from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import type { Settings } from "../settings.ts";
import { addAppClient } from "./app-client.ts";
import { PASSWORD_POLICY } from "./password-policy.ts";
import type { PlatformFunction } from "./platform-function.ts";
import { addSignInPages } from "./sign-in-pages.ts";
import { protectAgainstThreats } from "./threat-protection.ts";

/** Sign-in of operator staff: by invitation only, with a second factor always. */
export class StaffPool extends Construct {
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
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } },
      passkeyUserVerification: PasskeyUserVerification.REQUIRED,
      passwordPolicy: PASSWORD_POLICY,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const resource = this.pool.node.defaultChild as CfnUserPool;
    // A passkey that asks for finger, face or PIN is two factors in one; else it would be a way around the second.
    resource.webAuthnFactorConfiguration = "MULTI_FACTOR_WITH_USER_VERIFICATION";
    protectAgainstThreats(this.pool);
    this.client = addAppClient(this.pool, "Console", `${settings.appUrl}/console/`);
    const pages = addSignInPages(this.pool, this.client, `chargeward-${settings.stage}`);
    this.signInUrl = pages.url;
    this.signInOrigins = pages.origins;
  }

  /** Lets a function look after accounts, by actions in Cognito's words. */
  allowOnAccounts(handler: PlatformFunction, actions: readonly string[]): void {
    handler.setVariable("STAFF_POOL_ID", this.pool.userPoolId);
    for (const action of actions) handler.allow(`cognito-idp:${action}`, this.pool.userPoolArn);
  }
}
