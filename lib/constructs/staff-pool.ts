import { Aws, Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
} from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import type { Settings } from "../settings.ts";
import { PASSWORD_POLICY } from "./password-policy.ts";
import type { PlatformFunction } from "./platform-function.ts";

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
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: PASSWORD_POLICY,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.client = this.#makeClient(settings.appUrl);
    // The account id makes the prefix unique, as all accounts of a Region share one name space.
    const domain = this.pool.addDomain("Domain", {
      cognitoDomain: { domainPrefix: `chargeward-${settings.stage}-${Aws.ACCOUNT_ID}` },
    });
    this.signInUrl = domain.baseUrl();
    this.signInOrigins = [this.signInUrl, `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}`];
    acknowledge(
      this.pool,
      "Cognito's threat protection needs the Plus plan; a second factor is mandatory here and detection is the platform's own.",
      "AwsSolutions-COG8",
    );
  }

  /** Lets a function look after accounts, by actions in Cognito's words. */
  allowOnAccounts(handler: PlatformFunction, actions: readonly string[]): void {
    handler.setVariable("STAFF_POOL_ID", this.pool.userPoolId);
    for (const action of actions) handler.allow(`cognito-idp:${action}`, this.pool.userPoolArn);
  }

  #makeClient(appUrl: string): UserPoolClient {
    return this.pool.addClient("Console", {
      generateSecret: false,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [`${appUrl}/console/`],
        logoutUrls: [`${appUrl}/console/`],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(12),
    });
  }
}
