import { CfnUserPoolRiskConfigurationAttachment, type UserPool } from "aws-cdk-lib/aws-cognito";

/**
 * Passwords that are known from leaks are blocked wherever one is shown or set, and sign-ins that Cognito holds for a
 * takeover are blocked. Nobody is notified: that would need a verified sender in SES, which a deployment may not have.
 */
export function protectAgainstThreats(pool: UserPool): void {
  new CfnUserPoolRiskConfigurationAttachment(pool, "Risk", {
    userPoolId: pool.userPoolId,
    clientId: "ALL",
    compromisedCredentialsRiskConfiguration: {
      actions: { eventAction: "BLOCK" },
      eventFilter: ["SIGN_IN", "SIGN_UP", "PASSWORD_CHANGE"],
    },
    accountTakeoverRiskConfiguration: {
      actions: {
        highAction: { eventAction: "BLOCK", notify: false },
        mediumAction: { eventAction: "MFA_IF_CONFIGURED", notify: false },
        lowAction: { eventAction: "NO_ACTION", notify: false },
      },
    },
  });
}
