import type { ApiClientPool } from "./api-client-pool.ts";
import type { PlatformFunction } from "./platform-function.ts";

/** Lets a function make programs that can get tokens, in their own pool and in no other. */
export function allowMakingApiClients(handler: PlatformFunction, pool: ApiClientPool): void {
  handler.setVariable("API_CLIENT_POOL_ID", pool.userPoolId);
  handler.allow("cognito-idp:CreateUserPoolClient", pool.userPoolArn);
}

/** Lets a function end them there. */
export function allowRemovingApiClients(handler: PlatformFunction, pool: ApiClientPool): void {
  handler.setVariable("API_CLIENT_POOL_ID", pool.userPoolId);
  handler.allow("cognito-idp:DeleteUserPoolClient", pool.userPoolArn);
}
