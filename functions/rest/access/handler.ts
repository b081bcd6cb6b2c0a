import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { readAccess, readOwnAccess } from "#contracts/rest/access.ts";
import { standingIn } from "#domain/access/change-member.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { accessReply } from "./access-reply.ts";
import { ownSignInRoutes } from "./own-sign-ins.ts";
import { reviewRoutes } from "./reviews.ts";

export const handler = restHandler(
  [
    route(readOwnAccess, async ({ context, receivedAt }) => ({
      body: accessReply(context.standing, receivedAt),
    })),

    // What somebody may do by a place above the operators is not the operator's to see.
    route(readAccess, async ({ context, params, receivedAt }) => {
      const member = await memberStore(context, accessTables.directoryTable).find(params.subject);
      const standing = standingIn(member, context.standing.ownRoles);
      return { body: accessReply(standing, receivedAt) };
    }),

    ...ownSignInRoutes,
    ...reviewRoutes,
  ],
  staffGate,
);
