import { staffAccounts } from "#adapters/cognito/staff-accounts.ts";
import { environment } from "./environment.ts";

/** The accounts of the operators' staff. */
export const accounts = staffAccounts(environment("STAFF_POOL_ID"));
