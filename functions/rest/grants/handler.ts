import { grantStore } from "#adapters/dynamodb/grant-store.ts";
import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import {
  approveGrant,
  listGrants,
  readGrant,
  requestGrant,
  reviewBreakGlass,
  revokeGrant,
} from "#contracts/rest/grants.ts";
import {
  approveGrant as approved,
  reviewBreakGlass as reviewed,
  revokeGrant as revoked,
} from "#domain/access/change-grant.ts";
import { newMember, standingIn, withGrant } from "#domain/access/change-member.ts";
import type { Grant } from "#domain/access/grants.ts";
import { refusal } from "#domain/access/refusal.ts";
import { requestGrant as newGrant } from "#domain/access/request-grant.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { demandSites } from "#functions/shared/demand-sites.ts";
import { grantReply } from "#functions/shared/grant-reply.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { changeGrant } from "./change.ts";
import { demandForKind, grantRequest } from "./new-grant.ts";

const { directoryTable, securityTable } = accessTables;
const grantsOf = (context: TenantContext) => grantStore(context, directoryTable);
const signals = signalStore(securityTable);

export const handler = restHandler(
  [
    route(listGrants, async ({ context, query, receivedAt }) => {
      const list = listOf(context, "grants", query);
      const { limit, subject } = query;
      const page = await grantsOf(context).list(limit, { subject }, placeIn(list, query));
      const items = page.items.map((grant) => grantReply(grant, receivedAt));
      return { body: { items, ...nextCursor(list, page) } };
    }),

    route(requestGrant, async ({ context, body, receivedAt: now }) => {
      const { operatorId, subject: requestedBy, standing } = context;
      const subject = body.subject ?? requestedBy;
      const request = grantRequest(body, requestedBy, now);
      demandForKind(context, request, { subject, now });
      await demandSites(context, [{ siteIds: body.siteIds, pointer: "/siteIds" }]);
      const isOwn = subject === requestedBy;
      const members = memberStore(context, directoryTable);
      const before = await members.lookUp(subject);
      if (!before && !isOwn) throw new DomainError("member.not-found", "There is no such member.");
      if (before?.disabledAt !== undefined) {
        throw refusal("access.grant-invalid", "Their access is disabled.");
      }
      const member = before ?? newMember(operatorId, subject, now);
      const from = isOwn ? standing : standingIn(member, standing.ownRoles);
      const grant = newGrant(from, request, now);
      await members.write({ before, after: withGrant(member, grant, now) }, now);
      if (grant.kind === "break-glass") await noteBreakGlass(grant);
      const location = `/v1/operators/${operatorId}/grants/${grant.grantId}`;
      return { body: grantReply(grant, now), headers: { location } };
    }),

    route(readGrant, async ({ context, params, receivedAt }) => {
      const grant = await grantsOf(context).find(params.grantId);
      return { body: grantReply(grant, receivedAt) };
    }),

    route(approveGrant, (request) => changeGrant(request, approved, { byPerson: true })),
    route(revokeGrant, (request) => changeGrant(request, revoked)),
    route(reviewBreakGlass, (request) => changeGrant(request, reviewed, { byPerson: true })),
  ],
  staffGate,
);

/** Everybody who looks after security learns of it at once. */
async function noteBreakGlass({ operatorId, subject, grantId, requestedAt: at }: Grant) {
  const kind = "access.break-glass-taken";
  const signal = { operatorId, kind, subject, evidence: { grantId }, at };
  await signals.recordSignal(signal, { distinct: true });
}
