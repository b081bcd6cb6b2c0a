import { arnOf } from "../../assembly/place.ts";
import type { ReadAccesses } from "../access.ts";
import { readJsonRequest, textOf, unknownOperation } from "./json-request.ts";

/** What the local Cognito does for those who call it with credentials; each is about one user pool. */
const OPERATIONS = new Set([
  "AdminCreateUser",
  "AdminDeleteUser",
  "AdminDisableUser",
  "AdminEnableUser",
  "AdminGetUser",
  "AdminResetUserPassword",
  "AdminSetUserMFAPreference",
  "AdminUserGlobalSignOut",
  "CreateUserPoolClient",
  "DeleteUserPoolClient",
  "DescribeUserPoolClient",
  "UpdateUserPoolClient",
]);

/** Reads the requests of Cognito's user pools. */
export const readCognitoAccesses: ReadAccesses = (request) => {
  const { operation, input } = readJsonRequest(request, "AWSCognitoIdentityProviderService");
  if (!OPERATIONS.has(operation)) throw unknownOperation("Cognito", operation);
  const resource = arnOf("cognito-idp", `userpool/${textOf(input, "UserPoolId")}`);
  return [{ action: `cognito-idp:${operation}`, resource, context: () => ({}) }];
};
