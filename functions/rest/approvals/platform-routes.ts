import { approvalStore } from "#adapters/dynamodb/approval-store.ts";
import {
  approvePlatformRequest,
  listPlatformApprovals,
  readPlatformApproval,
  refusePlatformRequest,
  withdrawPlatformRequest,
} from "#contracts/rest/platform-approvals.ts";
import { approve, refuse, withdraw } from "#domain/access/approvals.ts";
import type { PlatformContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { approvalReply } from "#functions/shared/approval-reply.ts";
import { inPlatform } from "#functions/shared/in-platform.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { route } from "#functions/shared/rest-route.ts";
import { step } from "./step.ts";

const storeOf = (above: PlatformContext) =>
  approvalStore(inPlatform(above), accessTables.securityTable);

/** What SystemAdmins ask each other. */
export const platformRoutes = [
  route(listPlatformApprovals, async ({ context, query, receivedAt }) => {
    const list = listOf(inPlatform(context), "approvals", query);
    const { limit, state } = query;
    const page = await storeOf(context).list(limit, { state, after: placeIn(list, query) });
    const items = page.items.map((approval) => approvalReply(approval, receivedAt));
    return { body: { items, ...nextCursor(list, page) } };
  }),

  route(readPlatformApproval, async ({ context, params, receivedAt }) => {
    const approval = await storeOf(context).find(params.approvalId);
    return { body: approvalReply(approval, receivedAt) };
  }),

  route(approvePlatformRequest, (request) =>
    step({ ...request, context: inPlatform(request.context) }, storeOf(request.context), (asked) =>
      approve(asked, checkOf(request)),
    ),
  ),

  route(refusePlatformRequest, (request) =>
    step({ ...request, context: inPlatform(request.context) }, storeOf(request.context), (asked) =>
      refuse(asked, checkOf(request)),
    ),
  ),

  route(withdrawPlatformRequest, (request) =>
    step({ ...request, context: inPlatform(request.context) }, storeOf(request.context), (asked) =>
      withdraw(asked, request.context.subject, request.receivedAt),
    ),
  ),
];

function checkOf(request: {
  readonly context: PlatformContext;
  readonly body: { readonly payloadHash: string };
  readonly receivedAt: string;
}) {
  const { context, body, receivedAt: now } = request;
  return { checker: context.standing, payloadHash: body.payloadHash, now };
}
