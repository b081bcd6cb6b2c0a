import { Duration } from "aws-cdk-lib";
import type { PasswordPolicy } from "aws-cdk-lib/aws-cognito";

export const PASSWORD_POLICY: PasswordPolicy = {
  minLength: 14,
  requireDigits: true,
  requireLowercase: true,
  requireUppercase: true,
  requireSymbols: true,
  passwordHistorySize: 5,
  tempPasswordValidity: Duration.days(1),
};
