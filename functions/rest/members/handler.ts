import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { addMember, changeMemberRoles, listMembers, readMember } from "#contracts/rest/members.ts";
import { newMember, roleMove, withRoles } from "#domain/access/change-member.ts";
import type { HeldRole } from "#domain/access/member.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { demandSites } from "#functions/shared/demand-sites.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { lifeRoutes } from "./life-routes.ts";
import { memberReply } from "./member-reply.ts";
import { askForMove } from "./move.ts";
import { platformRoutes } from "./platform-routes.ts";
import { refuseOneself } from "./refuse-oneself.ts";
import { reviveAccount } from "./revive-account.ts";
import { signInRoutes } from "./sign-in-routes.ts";
import { subjectOf } from "./subject-of.ts";

const storeOf = (context: TenantContext) => memberStore(context, accessTables.directoryTable);

export const handler = restHandler(
  [
    route(listMembers, async ({ context, query, receivedAt }) => {
      const list = listOf(context, "members", query);
      const page = await storeOf(context).list(query.limit, placeIn(list, query));
      const items = page.items.map((member) => memberReply(member, receivedAt));
      return { body: { items, ...nextCursor(list, page) } };
    }),

    route(addMember, async (request) => {
      const { context, body, receivedAt } = request;
      const { operatorId, standing } = context;
      const wanted = [heldRole(body)];
      // Before somebody is invited to what they could not be given.
      withRoles(
        newMember(operatorId, "somebody", receivedAt),
        wanted,
        standing.ownRoles,
        receivedAt,
      );
      await demandSites(context, [{ siteIds: body.siteIds, pointer: "/siteIds" }]);
      const subject = await subjectOf(body);
      refuseOneself(context, subject);
      const before = await storeOf(context).lookUp(subject);
      if (before && (before.assignments.length > 0 || before.disabledAt !== undefined)) {
        throw new DomainError("member.already-exists", "They belong to the operator already.");
      }
      const member = before ?? newMember(operatorId, subject, receivedAt);
      const after = withRoles(member, wanted, standing.ownRoles, receivedAt);
      // Without a place an account opens nothing, so it may live before a second person agrees.
      await reviveAccount(subject);
      const awaits = await askForMove(request, { before, after });
      if (awaits) return awaits;
      const stored = await storeOf(context).write({ before, after }, receivedAt);
      const location = `/v1/operators/${operatorId}/members/${encodeURIComponent(subject)}`;
      const reply = memberReply(stored, receivedAt);
      return { body: reply, version: stored.version, headers: { location } };
    }),

    route(readMember, async ({ context, params, receivedAt }) => {
      const member = await storeOf(context).find(params.subject);
      return { body: memberReply(member, receivedAt), version: member.version };
    }),

    route(changeMemberRoles, async (request) => {
      const { context, params, body, headers, receivedAt } = request;
      const { ownRoles } = context.standing;
      refuseOneself(context, params.subject);
      const before = await storeOf(context).find(params.subject);
      checkIfMatch(headers["if-match"], before.version);
      const after = withRoles(before, body.roles.map(heldRole), ownRoles, receivedAt);
      const given = body.roles.map(({ siteIds }, index) => {
        return { siteIds, pointer: `/roles/${index}/siteIds` };
      });
      await demandSites(context, given);
      const awaits = await askForMove(request, { before, after });
      if (awaits) return awaits;
      const stored = await storeOf(context).write({ before, after }, receivedAt);
      const { removedRoles, addedRoles, ...move } = roleMove(before, after, ownRoles);
      const difference = {
        removedRoles: [...removedRoles],
        addedRoles: [...addedRoles],
        lostPermissions: [...move.lostPermissions],
        gainedPermissions: [...move.gainedPermissions],
      };
      return { body: { ...memberReply(stored, receivedAt), difference }, version: stored.version };
    }),

    ...lifeRoutes,
    ...signInRoutes,
    ...platformRoutes,
  ],
  staffGate,
);

function heldRole(given: {
  readonly roleId: string;
  readonly siteIds?: readonly string[] | undefined;
}): HeldRole {
  const { roleId, siteIds } = given;
  return { roleId, ...(siteIds && { siteIds: [...new Set(siteIds)] }) };
}
