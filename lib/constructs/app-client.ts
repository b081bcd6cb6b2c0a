import { Duration } from "aws-cdk-lib";
import { OAuthScope, type UserPool, type UserPoolClient } from "aws-cdk-lib/aws-cognito";

/** The public client of pages of ours, which get their tokens by authorization code and PKCE. */
export function addAppClient(pool: UserPool, id: string, returnUrl: string): UserPoolClient {
  return pool.addClient(id, {
    generateSecret: false,
    // The pages choose among password and passkey by this flow.
    authFlows: { user: true },
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
      callbackUrls: [returnUrl],
      logoutUrls: [returnUrl],
    },
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.minutes(15),
    idTokenValidity: Duration.minutes(15),
    refreshTokenValidity: Duration.hours(12),
  });
}
