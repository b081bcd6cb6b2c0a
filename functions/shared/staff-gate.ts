import { accessTokenVerifier } from "#adapters/cognito/access-token-verifier.ts";
import { membershipStore } from "#adapters/dynamodb/membership-store.ts";
import { rememberedWriteStore } from "#adapters/dynamodb/remembered-write-store.ts";
import { operatorSessions } from "#adapters/sts/operator-sessions.ts";
import { environment } from "./environment.ts";
import { rememberedMemberships } from "./membership.ts";
import type { RestGate } from "./rest-gate.ts";

const directoryTable = environment("DIRECTORY_TABLE");

/** The gate of the operators' staff, made once in each execution environment. */
export const staffGate: RestGate = {
  verifyAccessToken: accessTokenVerifier({
    issuer: environment("STAFF_ISSUER"),
    clientId: environment("STAFF_CLIENT_ID"),
  }),
  findMembership: rememberedMemberships(membershipStore(directoryTable)),
  rememberedWrites: rememberedWriteStore(directoryTable),
  actFor: operatorSessions(environment("TENANT_ROLE_ARN")),
};
